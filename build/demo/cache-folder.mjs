import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where Stemma keeps what can be made again; `cacheFolder` of electron/registry says the same, which is
 * TypeScript and not to be had before the build. A test holds the two together.
 *
 * @param {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv }} [machine]
 */
export function cacheFolder({ platform, env } = process) {
  const chosen = env['STEMMA_CACHE'];
  if (chosen) return chosen;
  switch (platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Caches', 'stemma');
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'stemma', 'cache');
    default:
      return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'stemma');
  }
}
