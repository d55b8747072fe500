import { join, resolve } from 'node:path';
import { fail, type Result } from '../../../shared/domain/result.ts';
import type { Workspace } from '../../registry/workspace.ts';
import type { Failure } from '../failure.ts';
import { openThreaded } from './open.ts';

/** As nirs4all calls it where one does not say. */
const DEFAULT_NAME = 'workspace';

/** Opens the workspace that was named; else the current folder if it is one, else `./workspace`, as nirs4all does. */
export function chooseWorkspace(named: string | undefined): Result<Workspace, Failure> {
  if (named !== undefined) {
    const opened = openThreaded(named);
    return opened.ok ? opened : fail({ code: opened.error.code, message: opened.error.message });
  }
  const here = resolve('.');
  for (const folder of [here, join(here, DEFAULT_NAME)]) {
    const opened = openThreaded(folder);
    if (opened.ok) return opened;
  }
  return fail({
    code: 'NOT_A_WORKSPACE',
    message: `No runs/ or binaries/ in ${here}, nor in its folder ${DEFAULT_NAME}. Name the workspace with -w.`,
    details: { path: here },
  });
}
