import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

function resolveElectron(root: string): string | null {
  try {
    return dirname(createRequire(join(root, 'package.json')).resolve('electron/package.json'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/**
 * The program of Electron, or null where it was not downloaded. The package is not asked, because it would start a
 * download of its own: `path.txt` beside its `package.json` says where in `dist/` the program lies.
 *
 * @param root the folder of Stemma's package
 */
export function findElectron(root: string, environment: NodeJS.ProcessEnv = process.env): string | null {
  const folder = resolveElectron(root);
  if (folder === null) return null;
  const note = join(folder, 'path.txt');
  const name = existsSync(note) ? readFileSync(note, 'utf8').trim() : null;
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  if (override === '' && name === null) return null;
  const program = join(override === '' ? join(folder, 'dist') : override, name ?? 'electron');
  return existsSync(program) ? program : null;
}
