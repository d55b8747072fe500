import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CoreClient } from '../../shared/api/client.ts';
import type { CleanSelection } from '../../shared/api/deletion/clean-selection.ts';
import { filesIn, snapshot } from '../clean/support.ts';
import { copyStore } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { followed } from './followed.ts';
import { mainTransports, serveEach, type ServedCore } from './hosts.ts';
import { openScanned } from './run-scan.ts';

describe.each(mainTransports)('what nirs4all alone does, over $name', ({ serve }) => {
  let core: ServedCore;
  let client: CoreClient;
  serveEach(serve, (served, connected) => {
    core = served;
    client = connected;
  });

  const opened = (path: string): Promise<string> => openScanned(core, client, path);

  it('is deleting pipelines of a store, however they are chosen', async () => {
    const path = copyStore('store-1.4.10');
    const before = [filesIn(path), snapshot(path)];
    const workspace = await opened(path);
    const { pipelines } = await client.workspace.pipelines({ workspace, limit: 2 });
    const [one = '', two = ''] = pipelines.map(({ manifest }) => manifest);
    const dataset = pipelines[0]?.dataset ?? '';
    const selections: CleanSelection[] = [
      { kind: 'pipelines', manifests: [one] },
      { kind: 'pipelines', manifests: [one, two] },
      { kind: 'pipelines-of-records', filter: { dataset } },
      { kind: 'dataset', dataset },
    ];
    for (const selection of selections) {
      await expect(client.clean.plan({ workspace, selection })).rejects.toMatchObject({
        code: 'LIBRARY_ALONE',
        defined: true,
        data: { reason: expect.stringContaining('delete_run('), manifests: expect.arrayContaining([one]) },
      });
    }
    // "Select all" selects none of them.
    const all = { kind: 'pipelines-matching', filter: {} } as const;
    const none = await client.clean.plan({ workspace, selection: all });
    expect(none).toMatchObject({ pipelines: 0, moves: { files: 0 } });
    expect([filesIn(path), snapshot(path)]).toEqual(before);
  });

  it('is taking them out', async () => {
    const path = copyStore('store-1.4.10');
    const workspace = await opened(path);
    const { pipelines } = await client.workspace.pipelines({ workspace, limit: 1 });
    const manifests = pipelines.map(({ manifest }) => manifest);
    const to = join(temporaryFolder(), 'taken.zip');
    core.host.givePlace('there', to);
    const selection = { kind: 'pipelines', manifests } as const;
    const taking = client.export.write({ workspace, selection, format: 'zip', place: 'there' });
    await expect(followed(taking)).rejects.toMatchObject({
      code: 'CANNOT_READ',
      data: { path: manifests[0], reason: expect.stringContaining('nirs4all.export()') },
    });
    expect(existsSync(to)).toBe(false);
  });

  it('is all that is done in a store of 0.7: nothing of it is planned', async () => {
    const path = join(temporaryFolder(), 'workspace');
    mkdirSync(join(path, 'artifacts', '05'), { recursive: true });
    writeFileSync(join(path, 'store.duckdb'), 'DUCK');
    const model = 'artifacts/05/model_PLSRegression_05bf2fb84adb.joblib';
    writeFileSync(join(path, model), 'model');
    const before = filesIn(path);
    const workspace = await opened(path);
    const planned = (selection: CleanSelection) =>
      client.clean.plan({ workspace, selection, confirm_empty: 'workspace' });
    for (const kind of ['orphans', 'results'] as const) {
      expect(await planned({ kind })).toMatchObject({ pipelines: 0, moves: { files: 0 } });
    }
    await expect(planned({ kind: 'foreign', paths: [model] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(filesIn(path)).toEqual(before);
  });
});
