import { safe } from '@orpc/client';
import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CoreClient } from '../../shared/api/client.ts';
import { copyFixture } from '../support/fixtures.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { followed } from './followed.ts';
import { mainTransports, openIn, serveEach, type ServedCore } from './hosts.ts';
import { runScan } from './run-scan.ts';

const MANIFEST = 'runs/wheat/0003_sensor_71d63f/manifest.yaml';

describe.each(mainTransports)('a pipeline that may still be written, over $name', ({ serve }) => {
  let core: ServedCore;
  let client: CoreClient;
  serveEach(serve, (served, connected) => {
    core = served;
    client = connected;
  });

  it('is planned, and goes only where one says so', async () => {
    const path = copyFixture('orphans');
    utimesSync(join(path, MANIFEST), new Date(), new Date());
    const workspace = await openIn(core.host, path);
    await runScan(client, workspace);
    const selection = { kind: 'pipelines', manifests: [MANIFEST] } as const;
    const plan = await client.clean.plan({ workspace, selection });
    expect(plan).toMatchObject({ pipelines: 1, running: 1, needs: { running: true, breaks: false } });
    const refused = await safe(followed(client.clean.apply({ workspace, plan: plan.id })));
    expect(refused.error).toMatchObject({
      code: 'MAY_BE_RUNNING',
      data: { manifests: [MANIFEST], count: 1 },
    });
    expect(existsSync(join(path, MANIFEST))).toBe(true);
    const { result } = await followed(client.clean.apply({ workspace, plan: plan.id, while_running: true }));
    expect(result.done).toEqual(plan.moves);
    expect(existsSync(join(path, MANIFEST))).toBe(false);
  });

  it('stands beside findings: numbers above the count, and files that are missed in the trash', async () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'one');
    builder.store('corn', 'late');
    builder.manifest('runs/corn/0004_p_aaaaaa', v3Manifest('corn', [v3Item('one')]));
    const workspace = await openIn(core.host, builder.root);
    await runScan(client, workspace);
    const above = {
      kind: 'number-above-count',
      where: 'runs/corn/0004_p_aaaaaa/manifest.yaml',
      message: expect.stringContaining('above the count of folders in its run, 1'),
      files: 1,
    };
    expect(await client.workspace.findings({ workspace })).toEqual([above]);
    const plan = await client.clean.plan({ workspace, selection: { kind: 'orphans' } });
    const { result } = await followed(client.clean.apply({ workspace, plan: plan.id }));
    builder.manifest('runs/corn/0005_p_bbbbbb', v3Manifest('corn', [v3Item('late')], { uid: 'late' }));
    await runScan(client, workspace);
    expect(await client.workspace.findings({ workspace })).toMatchObject([
      { kind: 'number-above-count' },
      { kind: 'number-above-count' },
      { kind: 'in-trash', where: result.trash_id, files: 1 },
    ]);
  });
});
