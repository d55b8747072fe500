import { cpSync, existsSync, lstatSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../shared/domain/result.ts';

/** As `build/demo/make-demo.mjs` names them: `demo/<recipe>/nirs4all-demo`, and the same below `<recipe>-pristine`. */
const NAME = 'nirs4all-demo';
const HOME = 'demo';
const PRISTINE = '-pristine';

/** Where the demo lies as it was made; null for any other workspace, and for a demo without that. */
function pristineOf(path: string): string | null {
  const place = dirname(path);
  if (basename(path) !== NAME || basename(dirname(place)) !== HOME) return null;
  const pristine = join(`${place}${PRISTINE}`, NAME);
  return lstatSync(pristine, { throwIfNoEntry: false })?.isDirectory() === true ? pristine : null;
}

/** Whether a workspace is the demo, and can be made anew. */
export function canRemakeDemo(path: string): boolean {
  return pristineOf(path) !== null;
}

/**
 * Makes the demo what it was at first: what was done to it is lost. It is copied beside the one that is there, which goes when the
 * new one has taken its place. The failure says why nothing has changed.
 */
export function remakeDemo(path: string): Result<null, string> {
  const pristine = pristineOf(path);
  if (pristine === null) return fail('Only the demo of this checkout can be made anew: npm start makes one.');
  const draft = mkdtempSync(join(dirname(path), 'anew-'));
  try {
    cpSync(pristine, join(draft, NAME), { recursive: true, preserveTimestamps: true });
    if (existsSync(path)) renameSync(path, join(draft, 'before'));
    renameSync(join(draft, NAME), path);
  } catch (error) {
    if (!existsSync(path) && existsSync(join(draft, 'before'))) renameSync(join(draft, 'before'), path);
    if (!(error instanceof Error && 'code' in error)) throw error;
    return fail(`The demo can’t be made anew: ${error.message}`);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return ok(null);
}
