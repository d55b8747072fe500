import { cpSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findWorkspace } from '../../electron/registry/find-workspace.ts';
import { indexFile } from '../../electron/registry/index/location.ts';
import { firstRow, openDatabase, removeDatabase } from '../../electron/registry/index/database.ts';
import { ServedWorkspace } from '../../electron/worker/core/served-workspace.ts';
import { cleanable } from '../../electron/registry/ask/deletion/cleanable.ts';
import type { QueryContext } from '../../electron/registry/state/context.ts';
import { copyFixture } from '../support/fixtures.ts';
import { copyStore } from '../support/stores.ts';
import { open, scanAll } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Scans until nothing is new: manifests that were written a moment ago are read once more. */
async function settle(served: ServedWorkspace): Promise<void> {
  for (;;) {
    const scanned = await served.scan().outcome;
    if (scanned.kind !== 'done') throw new Error(scanned.kind);
    if (scanned.value?.changed === false) return;
  }
}

/** A workspace that a core serves, with an index that others write too. */
async function shared() {
  const root = copyFixture('orphans');
  const cache = temporaryFolder();
  const found = findWorkspace(root);
  if (!found.ok) throw new Error(found.error.message);
  const served = new ServedWorkspace(found.value, 0, cache);
  onTestFinished(() => served.close());
  await served.scan().outcome;
  return { root, cache, served, file: indexFile(cache, found.value.realRoot) };
}

async function orphansOf(served: ServedWorkspace): Promise<number> {
  const answer = await served.index.askInSlices((context) => cleanable(context, undefined));
  if (!answer.isReady) throw new Error('There is no index.');
  return answer.value.orphans.files;
}

describe('a window while another Stemma writes the same index', () => {
  it.each(['goes on with', 'begins anew'])('is told to ask again where the other one %s it', async (how) => {
    const { root, cache, served, file } = await shared();
    await settle(served);
    const { revision } = served.status.value;
    const before = await orphansOf(served);
    writeFileSync(join(root, 'binaries/wheat/model_Ridge_0123456789ab.joblib'), 'x');
    if (how === 'begins anew') removeDatabase(file);
    const other = open(root, { cache });
    scanAll(other);
    other.close();
    const scanned = await served.scan().outcome;
    expect(scanned).toMatchObject({ kind: 'done', value: { changed: false } });
    expect(await orphansOf(served)).toBe(before + 1);
    expect(served.status.value.revision).toBeGreaterThan(revision);
  });

  it('takes back that it shows what an earlier look found', async () => {
    const { served, file } = await shared();
    await settle(served);
    const writer = openDatabase(file);
    writer.raw.exec('BEGIN IMMEDIATE');
    expect(await served.scan().outcome).toMatchObject({ kind: 'done', value: null });
    expect(served.status.value.notices).toMatchObject([{ code: 'STALE' }]);
    expect(await orphansOf(served)).toBe(0);
    // What does not look at the workspace has nothing to say of that.
    expect(await served.jobs.begin('deriveWays', null).outcome).toMatchObject({ kind: 'done' });
    expect(await orphansOf(served)).toBe(0);
    const { revision } = served.status.value;
    writer.raw.exec('ROLLBACK');
    writer.raw.close();
    expect(await served.scan().outcome).toMatchObject({ kind: 'done', value: { changed: false } });
    expect(await orphansOf(served)).toBe(26);
    expect(served.status.value.revision).toBeGreaterThan(revision);
    expect(served.status.value.notices).toEqual([]);
  }, 30_000);

  it('takes back that the workspace could not be looked at', async () => {
    const { root, served } = await shared();
    await settle(served);
    renameSync(root, `${root}-away`);
    expect(await served.scan().outcome).toMatchObject({ kind: 'failed' });
    expect(served.status.value.notices).toMatchObject([{ code: 'SCAN_FAILED' }]);
    expect(await orphansOf(served)).toBe(0);
    const { revision } = served.status.value;
    renameSync(`${root}-away`, root);
    expect(await served.scan().outcome).toMatchObject({ kind: 'done', value: { changed: false } });
    expect(await orphansOf(served)).toBe(26);
    expect(served.status.value.revision).toBeGreaterThan(revision);
    expect(served.status.value.notices).toEqual([]);
  });
});

describe('what is said of a workspace', () => {
  it('is of what lies there now: a later nirs4all puts its store beside the manifests', async () => {
    const { root, served } = await shared();
    expect(served.info(null)).toMatchObject({ layout: 'v3', store: null, words: { library_alone: null } });
    const store = copyStore('store-1.4.10');
    for (const name of ['store.sqlite', 'artifacts'])
      cpSync(join(store, name), join(root, name), { recursive: true });
    await served.scan().outcome;
    expect(served.info(null)).toMatchObject({
      layout: 'both',
      store: { database: 'store.sqlite' },
      words: { library_alone: { layout: 'store' } },
    });
    renameSync(root, `${root}-away`);
    expect(served.info(null)).toMatchObject({ layout: 'v3' });
  });
});

describe('a question of several statements', () => {
  it('is answered from one state of the index, whoever writes it meanwhile', async () => {
    const { root, cache, served } = await shared();
    const files = ({ index }: QueryContext): unknown => firstRow(index, 'SELECT count(*) AS files FROM file');
    const answered = served.index.ask((context) => {
      const before = files(context);
      writeFileSync(join(root, 'binaries/wheat/model_Ridge_0123456789ab.joblib'), 'x');
      const other = open(root, { cache });
      scanAll(other);
      other.close();
      return [before, files(context)];
    });
    if (!answered.isReady) throw new Error('There is no index.');
    expect(answered.value[1]).toEqual(answered.value[0]);
    expect(served.index.ask(files)).not.toEqual({ isReady: true, value: answered.value[0] });
  });
});

describe('a question that takes its time', () => {
  it('is asked again where the grace period is set meanwhile', async () => {
    const { served } = await shared();
    const graces: number[] = [];
    const asked = served.index.askInSlices(function* ask({ graceMs }) {
      graces.push(graceMs);
      yield 'wait';
      return graceMs;
    });
    served.setGrace(1000);
    expect(await asked).toEqual({ isReady: true, value: 1000 });
    expect(graces).toEqual([0, 1000]);
  });
});
