import { dirname } from 'node:path/posix';
import { sep } from 'node:path';
import { makeFolders } from '../files/durable-file.ts';
import { isGone } from '../files/file-system.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { unlinkTrusted } from '../files/trust.ts';
import { trashPath } from './batch.ts';
import { sameBytes } from './file-bytes.ts';
import { moveFile } from './move.ts';
import { skipped, type Skipped } from './outcome.ts';
import type { Site } from './site.ts';

/**
 * Puts one file of a batch back into the workspace, under `target`; null where it is there. Equal bytes that lie there
 * already count as the file itself; other bytes are a conflict, and never replaced.
 */
export function putBack(
  site: Site,
  id: string,
  path: WorkspacePath,
  target: WorkspacePath = path,
): Skipped | null {
  const { fs, root } = site;
  const from = trashPath(site, id, path);
  const to = systemPath(root, target);
  const folder = dirname(target);
  if (folder !== '.') {
    const made = makeFolders(fs, root, folder.split('/'), sep);
    if (!made.ok) return skipped(path, 'failed', plainWords(made.error));
  }
  const move = moveFile(fs, from, to, () => true);
  switch (move.kind) {
    case 'moved':
      return null;
    case 'gone':
      return skipped(path, 'gone');
    case 'changed':
    case 'link':
      return skipped(path, move.kind);
    case 'failed':
      return skipped(path, 'failed', plainWords(move.error));
    case 'taken':
      break;
  }
  const there = fs.lstat(to);
  if (there.ok && there.value.kind !== 'file') return skipped(path, 'conflict');
  const same = sameBytes(fs, from, to);
  if (!same.ok) return skipped(path, 'failed', plainWords(same.error));
  if (!same.value) return skipped(path, 'conflict');
  // They may have been written a moment ago without waiting for the disk: until then ours alone survive a power cut.
  const synced = fs.syncFile(to);
  const listed = synced.ok ? fs.syncFolder(systemPath(root, folder === '.' ? '' : folder)) : synced;
  if (!listed.ok) return skipped(path, 'failed', plainWords(listed.error));
  const dropped = unlinkTrusted(fs, from);
  if (dropped.ok || isGone(dropped.error)) return null;
  return skipped(path, 'failed', plainWords(dropped.error));
}
