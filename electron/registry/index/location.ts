import { createHash } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { basename, join } from 'node:path';

/**
 * The folder that holds the indexes: `STEMMA_CACHE`, else the system's place for caches of the user. Never
 * the workspace, which may be read-only.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['STEMMA_CACHE'];
  if (chosen !== undefined && chosen !== '') return chosen;
  switch (platform()) {
    case 'darwin':
      return join(homedir(), 'Library', 'Caches', 'stemma');
    case 'win32':
      return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'stemma', 'cache');
    default:
      return join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'stemma');
  }
}

/** The id of a workspace: the same in every session, for it is made from its real path. */
export function workspaceId(realRoot: string): string {
  return createHash('sha256').update(realRoot).digest('hex').slice(0, 16);
}

/** The index file of a workspace: readable by its name, unique by its id. */
export function indexFile(folder: string, realRoot: string): string {
  const name = basename(realRoot)
    .replaceAll(/[^A-Za-z0-9._-]/g, '_')
    .slice(0, 40);
  return join(folder, `${name}-${workspaceId(realRoot)}.sqlite`);
}

/** Magic numbers that Linux gives to file systems over a network (statfs(2), linux/magic.h). */
const NETWORK_TYPES: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x01021997, // 9P
  0x5346414f, // AFS
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x47504653, // GPFS
]);

/**
 * Whether a folder lies on a file system over a network, where SQLite's shared memory for WAL does not work.
 * Windows names such paths with two backslashes; on macOS there is no sure sign, and WAL fails there by itself.
 */
export function isOnNetwork(folder: string): boolean {
  if (platform() === 'win32') return folder.startsWith('\\\\');
  if (platform() !== 'linux') return false;
  try {
    return NETWORK_TYPES.has(statfsSync(folder).type >>> 0);
  } catch (error) {
    // A folder that can't be asked can't be opened either; opening the index will say why.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
