import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../change/clean-error.ts';
import type { Cleaning } from '../change/look.ts';
import { closedOf, recogniseLayouts } from '../layouts/layouts.ts';

/**
 * Refuses to bring anything into a workspace whose pipelines nirs4all alone writes. The folder is looked at anew: since it was opened a later
 * nirs4all may have put its store there, or manifests may have come beside one.
 */
export function checkOpenToImports({ workspace, site }: Cleaning): Result<void, CleanError> {
  const layouts = recogniseLayouts(site.fs, site.root) ?? workspace.layout;
  const closed = closedOf(layouts);
  return closed === null
    ? ok(undefined)
    : fail({ code: 'LIBRARY_ALONE', message: closed.imports, manifests: [] });
}
