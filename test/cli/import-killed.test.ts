import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeOwnedFolder } from '../../electron/registry/change/left-folders.ts';
import { TAR_END, tarEntry } from '../support/tar.ts';
import { fixtureWorkspace, stemma, temporaryFolder } from './support.ts';

/** An archive that takes some time to unpack. */
function archive(): string {
  const path = join(temporaryFolder(), 'results.tar');
  const bytes = Buffer.alloc(16 * 1024 * 1024);
  const entries = Array.from({ length: 12 }, (_none, number) =>
    tarEntry({ name: `stored/${number}.joblib`, content: bytes }),
  );
  writeFileSync(path, Buffer.concat([...entries, TAR_END]));
  return path;
}

describe('stemma import that is killed while it unpacks', () => {
  it('leaves what came out in the cache, which the next one removes, and nothing that others unpack', async () => {
    const cache = temporaryFolder();
    const root = fixtureWorkspace('corn');
    const env = { STEMMA_CACHE: cache };
    const unpacked = join(cache, 'unpacked');
    const first = await stemma(['import', archive(), '-w', root, '--json'], {
      env,
      onStart: (child) => {
        void (async () => {
          const files = (): number =>
            existsSync(unpacked) ? readdirSync(unpacked, { recursive: true }).length : 0;
          while (files() < 4 && child.exitCode === null) await setTimeout(2);
          child.kill('SIGKILL');
        })();
      },
    });
    expect(first.signal).toBe('SIGKILL');
    expect(readdirSync(unpacked)).toHaveLength(1);
    const [left = ''] = readdirSync(unpacked);
    expect(readdirSync(join(unpacked, left, 'files')).length).toBeGreaterThan(0);
    // Of a living process, as this one is; and something that nobody says whose it is.
    const living = basename(makeOwnedFolder(unpacked, 'of-'));
    mkdirSync(join(unpacked, 'somebody'));
    const second = await stemma(['import', fixtureWorkspace('corn'), '-w', root, '--json'], { env });
    expect(second.code).toBe(0);
    expect(readdirSync(unpacked).toSorted()).toEqual([living, 'somebody'].toSorted());
  });
});
