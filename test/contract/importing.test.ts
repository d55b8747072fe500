import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CoreClient } from '../../shared/api/client.ts';
import type { ImportHead, ImportProgress } from '../../shared/api/import/import-plan.ts';
import { filesOnly } from '../clean/contents.ts';
import { filesIn, snapshot } from '../clean/support.ts';
import { copyBoth, copyStore } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { followed } from './followed.ts';
import { mainTransports, openIn, serveEach, type ServedCore } from './hosts.ts';
import { runScan } from './run-scan.ts';

const planned = (
  client: CoreClient,
  workspace: string,
): Promise<{ progress: ImportProgress[]; result: ImportHead }> =>
  followed(client.import.plan({ workspace, source: 'away' }));

/** Three pipelines somewhere else: a whole one, one that misses a file, and one that is broken. */
function away(): WorkspaceBuilder {
  const builder = new WorkspaceBuilder();
  builder.store('corn', 'one');
  builder.store('corn', 'two');
  const manifest = (folder: string, contents: string[], uid: string): string =>
    builder.manifest(
      `runs/corn/${folder}`,
      v3Manifest(
        'corn',
        contents.map((content) => v3Item(content)),
        { uid, pipeline_id: folder },
      ),
    );
  manifest('0001_pls_aaaaaa', ['one', 'two'], 'first');
  manifest('0002_pls_bbbbbb', ['one', 'nowhere'], 'second');
  builder.file('runs/corn/0003_pls_cccccc/manifest.yaml', 'uid: third\nartifacts:\n  items: [\n');
  return builder;
}

function give(core: ServedCore, path: string): void {
  core.host.giveSource({ id: 'away', name: path, paths: [path], root: null, unsent: [], left: [] });
}

describe.each(mainTransports)('importing over $name', ({ serve }) => {
  let core: ServedCore;
  let client: CoreClient;
  serveEach(serve, (served, connected) => {
    core = served;
    client = connected;
  });

  async function opened(): Promise<{ path: string; workspace: string }> {
    const path = join(temporaryFolder(), 'workspace');
    for (const folder of ['runs', 'binaries']) mkdirSync(join(path, folder), { recursive: true });
    const workspace = await openIn(core.host, path);
    await runScan(client, workspace);
    return { path, workspace };
  }

  it('plans, chooses, brings in and takes back', async () => {
    const source = away();
    const { path, workspace } = await opened();
    const before = filesOnly(snapshot(path));
    give(core, source.root);
    expect(await client.import.current({ workspace })).toBeNull();
    const { progress, result: head } = await planned(client, workspace);
    expect(progress.length).toBeGreaterThan(0);
    expect(head.counts).toEqual({ new: 2, same: 0, conflict: 0, broken: 1 });
    expect(head.chosen).toMatchObject({ manifests: 2, files: { files: 4 }, missing: 1 });

    const { plan } = head;
    const page = await client.import.items({ workspace, plan, limit: 10 });
    expect(page.rows.map(({ source: name, status, taken }) => [name, status, taken])).toEqual([
      ['runs/corn/0001_pls_aaaaaa', 'new', true],
      ['runs/corn/0002_pls_bbbbbb', 'new', true],
      ['runs/corn/0003_pls_cccccc', 'broken', false],
    ]);
    const broken = await client.import.item({ workspace, plan, item: 2 });
    expect(broken).toMatchObject({ row: { line: expect.any(Number) }, brought: null });
    expect(broken.excerpt?.text).toContain('items: [');
    const files = await client.import.files({ workspace, plan, item: 1, limit: 10 });
    expect(files.rows.map(({ status }) => status)).toEqual(['missing', 'copy']);

    const chosen = await client.import.choose({ workspace, plan, items: [1], taken: false });
    expect(chosen).toMatchObject({ manifests: 1, files: { files: 3 }, missing: 0 });
    // A page that was loaded anew goes on from what was chosen.
    const current = await client.import.current({ workspace });
    expect(current).toMatchObject({ planning: false, head: { plan, chosen }, result: null });
    // Another choice than the one that was seen is not applied.
    const stale = client.import.apply({ workspace, plan, version: head.chosen.version });
    await expect(followed(stale)).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const { result } = await followed(client.import.apply({ workspace, plan, version: chosen.version }));
    // What was said before is what came to be.
    expect(result).toMatchObject({ manifests: 1, files: chosen.files, skipped_count: 0, cancelled: false });
    expect(await client.workspace.pipelines({ workspace, limit: 10 })).toMatchObject({
      pipelines: [{ manifest: result.targets[0] }],
    });
    const again = await planned(client, workspace);
    expect(again.result.counts).toEqual({ new: 1, same: 1, conflict: 0, broken: 1 });
    // What was said of a manifest holds for the next plan of the same source.
    expect(again.result.chosen.manifests).toBe(0);

    const undone = await followed(client.import.undo({ workspace, import_id: result.import_id ?? '' }));
    expect(undone.result).toMatchObject({ work: 'moving', skipped_files: 0 });
    expect(filesOnly(snapshot(path))).toEqual(before);
  });

  it('puts a conflict beside what is there, under a number that nothing is left out before', async () => {
    const source = away();
    const { path, workspace } = await opened();
    const here = new WorkspaceBuilder(path);
    here.manifest(
      'runs/corn/0001_pls_aaaaaa',
      v3Manifest('corn', [], { uid: 'other', pipeline_id: '0001_pls_aaaaaa' }),
    );
    give(core, source.root);
    const { result: head } = await planned(client, workspace);
    expect(head.counts).toMatchObject({ new: 1, conflict: 1 });
    expect(head.chosen.manifests).toBe(1);
    const { plan } = head;
    const item = await client.import.item({ workspace, plan, item: 0 });
    expect(item).toMatchObject({ is_rerun: true, here: { uid: 'other' }, brought: { uid: 'first' } });
    // Alone it gets the next number, whatever the plan of all said.
    await client.import.choose({ workspace, plan, items: null, taken: false });
    const { version } = await client.import.choose({ workspace, plan, items: [0], taken: true });
    const { result } = await followed(client.import.apply({ workspace, plan, version }));
    expect(result.targets).toEqual(['runs/corn/0002_pls_aaaaaa/manifest.yaml']);
    expect(readdirSync(join(path, 'runs/corn')).toSorted()).toEqual(['0001_pls_aaaaaa', '0002_pls_aaaaaa']);
  });

  it('copies bundles one by one, and asks of which dataset exported artifacts are', async () => {
    const source = new WorkspaceBuilder();
    for (const name of ['one', 'two', 'three']) source.file(`exports/${name}.n4a.py`, name);
    source.store('corn', 'bytes');
    source.file('artifacts.json', JSON.stringify({ schema_version: '3.0', items: [v3Item('bytes')] }));
    const { path, workspace } = await opened();
    give(core, source.root);
    const { result: head } = await planned(client, workspace);
    expect(head).toMatchObject({ dataset: null, wants_dataset: true, counts: { new: 0, broken: 1 } });
    expect(head.bundles.map(({ item, can_take, taken }) => [item, can_take, taken])).toEqual([
      [0, true, false],
      [1, true, false],
      [2, true, false],
    ]);
    // Bundles are no part of what is left.
    expect(head.left_count).toBe(0);
    const choose = (plan: string, items: number[] | null, taken: boolean) =>
      client.import.choose({ workspace, plan, items, taken, bundles: true });
    expect(await choose(head.plan, [0, 2], true)).toMatchObject({ bundles: 2 });
    expect(await choose(head.plan, [0], false)).toMatchObject({ bundles: 1 });
    const { result: again } = await followed(
      client.import.plan({ workspace, source: 'away', dataset: 'corn' }),
    );
    expect(again).toMatchObject({ dataset: 'corn', wants_dataset: false, counts: { new: 1, broken: 0 } });
    // What was said of a bundle holds for the next plan, and so does the dataset.
    expect(again.bundles.map(({ taken }) => taken)).toEqual([false, false, true]);
    const { result: third } = await planned(client, workspace);
    expect(third).toMatchObject({ dataset: 'corn', chosen: { manifests: 1, bundles: 1 } });
    const { plan, chosen } = third;
    const { result } = await followed(client.import.apply({ workspace, plan, version: chosen.version }));
    expect(result).toMatchObject({ manifests: 1, bundles: 1, skipped_count: 0 });
    const name = again.bundles[2]?.target ?? '';
    expect(readdirSync(join(path, 'exports')).map((each) => `exports/${each}`)).toEqual([name]);
  });

  it.each(['store-0.9.4', 'store-1.4.10'] as const)(
    'shows what would come, and takes nothing into %s, whoever asks',
    async (name) => {
      const path = copyStore(name);
      const before = filesIn(path);
      const workspace = await openIn(core.host, path);
      await runScan(client, workspace);
      give(core, away().root);
      const { result: head } = await planned(client, workspace);
      expect(head.chosen.manifests).toBe(2);
      const { words } = await client.workspace.info({ workspace });
      expect(words.closed?.imports).toMatch(/^This workspace is a store/);
      const asked = { workspace, plan: head.plan, version: head.chosen.version };
      await expect(followed(client.import.apply(asked))).rejects.toMatchObject({
        code: 'LIBRARY_ALONE',
        defined: true,
        data: { reason: words.closed?.imports, manifests: [], count: 0 },
      });
      expect((await client.import.current({ workspace }))?.result).toBeNull();
      expect(filesIn(path)).toEqual(before);
    },
  );

  it('takes nothing into what became a store since it was opened', async () => {
    const { path, workspace } = await opened();
    give(core, away().root);
    const { result: head } = await planned(client, workspace);
    for (const folder of ['runs', 'binaries']) rmSync(join(path, folder), { recursive: true });
    cpSync(copyStore('store-1.4.10'), path, { recursive: true });
    const before = snapshot(path);
    const asked = { workspace, plan: head.plan, version: head.chosen.version };
    await expect(followed(client.import.apply(asked))).rejects.toMatchObject({ code: 'LIBRARY_ALONE' });
    expect(snapshot(path)).toEqual(before);
  });

  it('takes manifests in where others lie beside a store', async () => {
    const workspace = await openIn(core.host, copyBoth('corn', 'store-1.4.10'));
    await runScan(client, workspace);
    give(core, away().root);
    const { plan, chosen } = (await planned(client, workspace)).result;
    const { result } = await followed(client.import.apply({ workspace, plan, version: chosen.version }));
    expect(result).toMatchObject({ manifests: 2, skipped_count: 0 });
  });

  it('is cancelled, and joined by another window', async () => {
    const { workspace } = await opened();
    give(core, away().root);
    const other = await core.connect();
    const leaving = new AbortController();
    const first = followed(client.import.plan({ workspace, source: 'away' }, { signal: leaving.signal }));
    leaving.abort();
    await expect(first).rejects.toThrow();
    other.close();
    expect((await client.import.current({ workspace }))?.head ?? null).toBeNull();
    const [one, two] = await Promise.all([planned(client, workspace), planned(client, workspace)]);
    expect(two.result.plan).toBe(one.result.plan);
    await client.import.close({ workspace });
    expect(await client.import.current({ workspace })).toBeNull();
  });

  it('says what is left of what was named, and knows no other source', async () => {
    const { workspace } = await opened();
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'results.zip'), 'no archive');
    cpSync(away().root, join(folder, 'a'), { recursive: true });
    rmSync(join(folder, 'a', 'runs'), { recursive: true });
    const paths = [join(folder, 'results.zip'), join(folder, 'a')];
    core.host.giveSource({ id: 'away', name: 'two', paths, root: null, unsent: [], left: [] });
    const { result } = await planned(client, workspace);
    expect(result).toMatchObject({ counts: { new: 0 }, left: [{ path: 'results.zip' }], left_count: 1 });
    core.host.forgetSource('away');
    await expect(planned(client, workspace)).rejects.toMatchObject({ code: 'UNKNOWN' });
  });
});
