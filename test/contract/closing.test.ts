import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startCore } from '../../electron/worker/threads/start-core.ts';
import { coreClient } from '../../shared/api/client.ts';
import { copyFixture } from '../support/fixtures.ts';
import { freshHost } from './hosts.ts';
import { runScan } from './run-scan.ts';

const FILES = 4000;

describe('a host that ends while files are moved', () => {
  it('lets the current file come to its place, and leaves nothing interrupted', async () => {
    const folder = copyFixture('orphans');
    const names = Array.from(
      { length: FILES },
      (_, at) => `binaries/wheat/model_Ridge_${at.toString(16).padStart(12, '0')}.joblib`,
    );
    for (const name of names) writeFileSync(join(folder, name), name);
    const { host, bugs } = freshHost(startCore);
    const opened = await host.open({ path: folder, graceMs: 0 });
    if (!opened.ok) throw new Error(opened.error.message);
    const workspace = opened.value.id;
    const client = coreClient(host.connect({ readOnly: false }));
    await runScan(client, workspace);
    const { id: plan } = await client.clean.plan({ workspace, selection: { kind: 'orphans' } });
    const work = await client.clean.apply({ workspace, plan });
    const end = (async () => {
      for (;;) {
        const { value, done } = await work.next();
        if (done === true || (value.phase === 'move' && value.files > 0)) return;
      }
    })();
    await end;
    await host.close();
    expect(bugs).toEqual([]);

    const trash = join(folder, '.stemma', 'trash');
    const [batch = ''] = readdirSync(trash);
    expect(readdirSync(join(trash, batch))).toContain('complete.journal');
    expect(existsSync(join(folder, '.stemma', 'lock'))).toBe(false);
    const moved = names.filter((name) => existsSync(join(trash, batch, 'files', name)));
    expect(moved.length).toBeGreaterThan(0);
    for (const name of names) {
      const places = [join(folder, name), join(trash, batch, 'files', name)];
      expect(
        places.filter((place) => existsSync(place)),
        name,
      ).toHaveLength(1);
    }
    const again = freshHost(startCore);
    await again.host.open({ path: folder, graceMs: 0 });
    const unfinished = await coreClient(again.host.connect({ readOnly: false })).trash.unfinished({
      workspace,
    });
    expect(unfinished.work).toEqual([]);
    await again.host.close();
  }, 60_000);
});
