import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StagingPlace } from '../../electron/worker/staging-place.ts';
import { ownerHere, thisMachine } from '../../electron/registry/change/lock-owner.ts';
import { nodeFileSystem } from '../../electron/registry/files/file-system.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { serve } from './served.ts';

describe('leftovers of a crash', () => {
  const table = thisMachine(nodeFileSystem);
  const me = ownerHere(table, '', Date.now());

  /** A folder of drops that somebody left. */
  function leave(cache: string, name: string, owner: unknown): void {
    const folder = join(cache, 'drops', name);
    mkdirSync(join(folder, 'drop-1', 'files'), { recursive: true });
    writeFileSync(join(folder, 'drop-1', 'files', 'a'), 'a');
    if (owner !== null) writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner));
  }

  it('are removed at the next start, what another process stages is not', async () => {
    const cache = temporaryFolder();
    leave(cache, 'host-dead', { ...me, pid: 2 ** 22 + 1, start_time: '1' });
    leave(cache, 'host-alive', me);
    leave(cache, 'host-elsewhere', { ...me, host: 'lab-3', pid: 2 ** 22 + 1 });
    leave(cache, 'host-before-the-boot', { ...me, boot_id: 'another' });
    leave(cache, 'host-unknown', null);
    await serve({ cache });
    const left = readdirSync(join(cache, 'drops')).toSorted();
    // Only Linux tells boots apart.
    const boot = table.bootId === null ? ['host-before-the-boot'] : [];
    expect(left).toEqual(['host-alive', ...boot, 'host-elsewhere', 'host-unknown'].toSorted());
  });

  it('are removed after a week, whoever left them', async () => {
    const cache = temporaryFolder();
    leave(cache, 'host-elsewhere', { ...me, host: 'lab-3' });
    leave(cache, 'host-unknown', null);
    await new StagingPlace(cache).removeLeftovers(table, Date.now() + 8 * 24 * 3_600_000);
    expect(readdirSync(join(cache, 'drops'))).toEqual([]);
  });
});
