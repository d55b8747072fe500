import type { FileTotals } from '../../shared/api/numbers.ts';
import type { Break } from '../../shared/api/deletion/clean-errors.ts';
import { datasetGoing } from '../../electron/registry/ask/deletion/going.ts';
import { whatIf } from '../../electron/registry/ask/deletion/what-if.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import type { QueryContext } from '../../electron/registry/state/context.ts';

/** The answer to `impact`, without what can't be read. */
export interface Impact {
  readonly frees: FileTotals;
  readonly folder_bytes: number;
  readonly shared: FileTotals;
  readonly frees_nothing: FileTotals;
  readonly breaks: readonly Break[];
}

/** What is to be deleted: pipelines by the numbers of their manifests, a whole dataset, or one stored file. */
export type Target =
  | { readonly kind: 'pipelines'; readonly manifests: readonly number[] }
  | { readonly kind: 'dataset'; readonly dataset: string }
  | { readonly kind: 'file'; readonly file: number };

/** What deleting something would do, as the command line tells it. */
export function impactOf(context: QueryContext, target: Target): Impact {
  const { frees, folders, stays, frees_nothing, breaks } = complete(
    whatIf(
      { ...context, graceMs: 0 },
      target.kind === 'dataset'
        ? datasetGoing(context, target.dataset)
        : target.kind === 'file'
          ? { manifests: [], files: [target.file] }
          : { manifests: target.manifests, files: [] },
    ),
  );
  return {
    frees,
    folder_bytes: folders.bytes,
    shared: { files: stays.files, bytes: stays.bytes },
    frees_nothing,
    breaks,
  };
}
