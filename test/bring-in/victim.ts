/**
 * A process that is killed in the middle of its work: victim.ts WORKSPACE import|undo|folder|zip|register WHAT [AFTER_MS]. WHAT is the source of an
 * import, the id of one that is taken back, the place of what is taken out, or the file that is registered. Where it is let live, it says
 * `done` with the duration of the work in milliseconds.
 */
import { applyImport } from '../../electron/registry/bring-in/apply-import.ts';
import { manifestsToExport } from '../../electron/registry/bring-in/export-items.ts';
import { gatherOutgoing } from '../../electron/registry/bring-in/outgoing.ts';
import { register } from '../../electron/registry/bring-in/register.ts';
import { applyUndo, planUndo } from '../../electron/registry/bring-in/undo-import.ts';
import { writeFolder } from '../../electron/registry/bring-in/write-outgoing.ts';
import { makeSite } from '../../electron/registry/change/site.ts';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { packZip } from '../../electron/registry/files/archive/pack-zip.ts';
import { writableNodeFileSystem as fs } from '../../electron/registry/files/writable-file-system.ts';
import { openWorkspace } from '../../electron/registry/workspace.ts';
import type { Result } from '../../shared/domain/result.ts';
import { killer } from '../clean/killer.ts';
import { drive } from '../clean/support.ts';
import { scanAll } from '../support/scanning.ts';
import { registration } from './registration.ts';
import { planned } from './support.ts';

function valueOf<Value>(result: Result<Value, object>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Prepares the work, and returns what does it. */
function workOf(cleaning: Cleaning, name: string, what: string): () => unknown {
  const { workspace, site } = cleaning;
  switch (name) {
    case 'import': {
      const plan = planned(cleaning, what, { copyBundles: true });
      return () => valueOf(drive(applyImport(cleaning, plan, NEVER)));
    }
    case 'undo': {
      const plan = valueOf(planUndo(cleaning, what));
      return () => valueOf(drive(applyUndo(cleaning, what, plan, NEVER)));
    }
    case 'register':
      return () => valueOf(drive(register(cleaning, registration(what), true)));
    case 'folder':
    case 'zip': {
      const { files } = valueOf(drive(gatherOutgoing(site, manifestsToExport(workspace.index, null))));
      if (name === 'folder') return () => valueOf(drive(writeFolder(fs, what, files, 'victim', NEVER)));
      const options = { fs, unique: 'victim', force: false, cancel: NEVER, onProgress: () => undefined };
      return async () => valueOf(await packZip(what, files, options));
    }
    default:
      throw new Error(`There is no work ${name}.`);
  }
}

const [root = '', name = '', what = '', afterMs] = process.argv.slice(2);
const workspace = valueOf(openWorkspace(root, { cache: null }));
scanAll(workspace);
const work = workOf({ workspace, site: makeSite(workspace.realRoot) }, name, what);
const live = await killer(afterMs);
live();
const begin = performance.now();
await work();
process.stdout.write(`done ${performance.now() - begin}\n`);
