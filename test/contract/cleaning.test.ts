import { safe } from '@orpc/client';
import { existsSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coreClient, type CoreClient } from '../../shared/api/client.ts';
import { snapshot } from '../clean/support.ts';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { followed } from './followed.ts';
import { mainTransports, serveEach, type ServedCore } from './hosts.ts';
import { openScanned } from './run-scan.ts';

const ORPHANS = { kind: 'orphans' } as const;

describe.each(mainTransports)('cleaning up over $name', ({ serve }) => {
  let core: ServedCore;
  let client: CoreClient;
  serveEach(serve, (served, connected) => {
    core = served;
    client = connected;
  });

  const opened = (path: string): Promise<string> => openScanned(core, client, path);

  it('plans, moves, puts back and deletes for good, each with its numbers', async () => {
    const path = copyFixture('orphans');
    const before = snapshot(path);
    const workspace = await opened(path);
    const facts = expectedFacts('orphans');
    const orphans = { files: facts.counts.unreferenced, bytes: facts.bytes.unreferenced };
    const kinds = await client.clean.kinds({ workspace });
    expect(kinds).toMatchObject({ orphans, foreign: { files: facts.counts.foreign }, blocking: [] });

    const plan = await client.clean.plan({ workspace, selection: ORPHANS });
    expect(plan).toMatchObject({ kind: 'orphans', moves: orphans, needs: { breaks: false, dataset: null } });
    expect(snapshot(path)).toEqual(before);
    const page = await client.clean.planEntries({
      workspace,
      plan: plan.id,
      tab: 'moves',
      offset: 5,
      limit: 10,
    });
    expect(page).toMatchObject({ tab: 'moves', total: orphans.files });
    expect(page.rows).toHaveLength(10);

    const { result } = await followed(client.clean.apply({ workspace, plan: plan.id }));
    expect(result).toMatchObject({ work: 'moving', done: orphans, skipped_files: 0, cancelled: false });
    expect(await client.clean.kinds({ workspace })).toMatchObject({ orphans: { files: 0, bytes: 0 } });
    const totals = await client.trash.totals({ workspace });
    expect(totals).toMatchObject({ batches: 1, ...orphans, wanted: 0, interrupted: 0 });
    const trash = result.trash_id ?? '';
    const { batches } = await client.trash.list({ workspace });
    expect(batches).toMatchObject([{ id: trash, kind: 'orphans', state: 'complete', ...orphans }]);
    expect(batches[0]?.folders).toContain('binaries/wheat');
    const files = await client.trash.files({ workspace, trash, limit: 1000 });
    expect(files).toMatchObject({ total: orphans.files, conflicts: 0, beside: 0 });
    expect(files.files.map(({ path: one }) => one)).toEqual(
      Object.keys(facts.files)
        .filter((one) => facts.files[one]?.status === 'unreferenced')
        .toSorted(),
    );

    const some = files.files.slice(0, 3).map(({ path: one }) => one);
    const first = await followed(client.trash.restore({ workspace, trash, files: some }));
    expect(first.result).toMatchObject({ work: 'restoring', done: { files: 3 } });
    expect((await client.clean.kinds({ workspace })).orphans.files).toBe(3);
    const rest = await followed(client.trash.restore({ workspace, trash }));
    expect(rest.result).toMatchObject({ done: { files: orphans.files - 3 }, skipped_files: 0 });
    expect(snapshot(path)).toEqual(before);

    const again = await client.clean.plan({ workspace, selection: ORPHANS });
    await followed(client.clean.apply({ workspace, plan: again.id }));
    const emptied = await followed(client.trash.empty({ workspace }));
    expect(emptied.result).toMatchObject({ work: 'emptying', done: orphans, freed_bytes: orphans.bytes });
    expect(await client.trash.totals({ workspace })).toMatchObject({ batches: 0, files: 0, bytes: 0 });
  });

  it('refuses while a manifest can not be read, until it counts as empty', async () => {
    const path = copyFixture('orphans');
    const manifest = 'runs/wheat/0003_trees_fac223/manifest.yaml';
    truncateSync(join(path, manifest), 300);
    const workspace = await opened(path);
    const kinds = await client.clean.kinds({ workspace });
    // It names its dataset before it breaks: the orphans of the other one are told.
    const blocking = [{ path: manifest, datasets: ['wheat'], decision: 'empty' }];
    expect(kinds).toMatchObject({ orphans: { files: 5 }, blocking });
    expect(kinds.undecided.files).toBeGreaterThan(21);
    const refused = await safe(client.clean.plan({ workspace, selection: ORPHANS }));
    expect(refused.error).toMatchObject({
      code: 'UNREADABLE',
      defined: true,
      data: { count: 1, unreadable: [{ path: manifest }] },
    });
    const wrong = await safe(client.clean.countEmpty({ workspace, manifest, typed: 'something' }));
    expect(wrong.error).toMatchObject({ code: 'NOT_DECIDABLE', data: { path: manifest } });
    await client.clean.countEmpty({ workspace, manifest, typed: '0003_trees_fac223' });
    const counted = await client.clean.kinds({ workspace });
    expect(counted).toMatchObject({ blocking: [], counted_empty: [manifest], undecided: { files: 0 } });
    const plan = await client.clean.plan({ workspace, selection: ORPHANS });
    expect(plan).toMatchObject({ counted_empty: [manifest], moves: counted.orphans });
    await client.clean.uncountEmpty({ workspace, manifest });
    expect(await client.clean.kinds({ workspace })).toMatchObject({
      counted_empty: [],
      orphans: { files: 5 },
    });
  });

  it('asks about runs that stand empty, and about what can not be looked into', async () => {
    const path = copyFixture('several-datasets');
    rmSync(join(path, 'runs/corn'), { recursive: true });
    mkdirSync(join(path, 'runs/corn'));
    writeFileSync(join(path, 'runs/corn2/old.7z'), '7z');
    const workspace = await opened(path);
    expect(await client.clean.kinds({ workspace })).toMatchObject({
      blocking: [
        { path: 'runs/corn', code: 'EMPTIED', datasets: ['corn'], decision: 'deleted' },
        { path: 'runs/corn2/old.7z', code: 'ARCHIVE', datasets: ['corn2'], decision: 'past' },
      ],
    });
    await client.clean.lookPast({ workspace, path: 'runs/corn2/old.7z' });
    await client.clean.countDeleted({ workspace, dataset: 'corn' });
    expect(await client.clean.kinds({ workspace })).toMatchObject({
      blocking: [],
      counted_empty: ['runs/corn2/old.7z'],
      counted_deleted: ['corn'],
    });
    const plan = await client.clean.plan({ workspace, selection: ORPHANS });
    expect(plan).toMatchObject({ counted_deleted: ['corn'], counted_empty: ['runs/corn2/old.7z'] });
    await client.clean.uncountDeleted({ workspace, dataset: 'corn' });
    const again = await safe(client.clean.countDeleted({ workspace, dataset: 'rye' }));
    expect(again.error).toMatchObject({ code: 'NOT_FOUND', data: { kind: 'dataset', name: 'rye' } });
    expect(await client.clean.kinds({ workspace })).toMatchObject({ blocking: [{ path: 'runs/corn' }] });
  });

  it('takes either decision on a zip that can not be read: to look past it, or to count it as empty', async () => {
    const path = copyFixture('several-datasets');
    const zip = 'runs/corn2/old.zip';
    writeFileSync(join(path, zip), 'PK, and then nothing of a zip');
    const workspace = await opened(path);
    const blocking = [{ path: zip, code: 'ARCHIVE', decision: 'empty' }];
    expect(await client.clean.kinds({ workspace })).toMatchObject({ blocking });
    await client.clean.lookPast({ workspace, path: zip });
    expect(await client.clean.kinds({ workspace })).toMatchObject({ blocking: [], counted_empty: [zip] });
    await client.clean.uncountEmpty({ workspace, manifest: zip });
    expect(await client.clean.kinds({ workspace })).toMatchObject({ blocking });
    await client.clean.countEmpty({ workspace, manifest: zip, typed: 'corn2' });
    expect(await client.clean.kinds({ workspace })).toMatchObject({ blocking: [], counted_empty: [zip] });
  });

  it('wants the name of a dataset, and that what breaks may break', async () => {
    const workspace = await opened(copyFixture('bundle-and-library'));
    const selection = { kind: 'dataset', dataset: 'sugar' } as const;
    const plan = await client.clean.plan({ workspace, selection });
    expect(plan.needs).toEqual({ breaks: true, running: false, dataset: 'sugar' });
    expect(plan.breaks.artifacts).toBeGreaterThan(0);
    const breaks = await client.clean.planEntries({ workspace, plan: plan.id, tab: 'breaks', limit: 1000 });
    expect(breaks.total).toBe(plan.breaks.artifacts);
    const unnamed = await safe(followed(client.clean.apply({ workspace, plan: plan.id, breaks: true })));
    expect(unnamed.error).toMatchObject({ code: 'NOT_CONFIRMED', data: { name: 'sugar' } });
    const broken = await safe(followed(client.clean.apply({ workspace, plan: plan.id, dataset: 'sugar' })));
    expect(broken.error).toMatchObject({ code: 'BREAKS', data: { count: plan.breaks.artifacts } });
    const agreed = { workspace, plan: plan.id, dataset: 'sugar', breaks: true };
    const { result } = await followed(client.clean.apply(agreed));
    expect(result.done).toEqual(plan.moves);
    const gone = await safe(followed(client.clean.apply({ workspace, plan: 'none' })));
    expect(gone.error).toMatchObject({ code: 'NOT_FOUND', data: { kind: 'plan', name: 'none' } });
  });

  it('does nothing for a client that may only look', async () => {
    const path = copyFixture('orphans');
    const workspace = await opened(path);
    const reader = coreClient(await core.connect(true));
    const plan = await reader.clean.plan({ workspace, selection: ORPHANS });
    const before = snapshot(path);
    const manifest = 'runs/wheat/0001_keep_8850d6/manifest.yaml';
    const changes = [
      followed(reader.clean.apply({ workspace, plan: plan.id })),
      followed(reader.trash.restore({ workspace, trash: 'any' })),
      followed(reader.trash.restoreWanted({ workspace })),
      followed(reader.trash.empty({ workspace })),
      followed(reader.trash.resume({ workspace, trash: 'any' })),
      reader.trash.takeOver({ workspace, mark: 'any' }),
      reader.clean.cancel({ workspace }),
      reader.clean.countEmpty({ workspace, manifest, typed: '0001_keep_8850d6' }),
      reader.clean.uncountEmpty({ workspace, manifest }),
    ];
    for (const change of changes) {
      const { error } = await safe<unknown, unknown>(change);
      expect(error).toMatchObject({ code: 'READ_ONLY', defined: true });
    }
    expect(snapshot(path)).toEqual(before);
    expect(existsSync(join(path, '.stemma'))).toBe(false);
    expect(await reader.trash.list({ workspace })).toEqual({ batches: [] });
  });

  it('shows who holds the lock and what was cut off, and goes on from there', async () => {
    const path = copyFixture('orphans');
    const workspace = await opened(path);
    expect(await client.trash.unfinished({ workspace })).toEqual({ work: [], lock: null, running: null });
    const plan = await client.clean.plan({ workspace, selection: ORPHANS });
    mkdirSync(join(path, '.stemma'));
    const owner = { boot_id: null, pid_namespace: null, pid: 4711, start_time: null, nonce: 'abcdef123456' };
    const held = { host: 'lab-3', since: '2026-11-24T14:30:00.000Z' };
    writeFileSync(join(path, '.stemma', 'lock'), JSON.stringify({ ...owner, ...held }));
    const locked = await safe(followed(client.clean.apply({ workspace, plan: plan.id })));
    const lock = { ...held, mark: owner.nonce, pid: 4711, dead: false };
    expect(locked.error).toMatchObject({ code: 'LOCKED', data: { lock } });
    expect(await client.trash.unfinished({ workspace })).toMatchObject({ lock });
    const other = await safe(client.trash.takeOver({ workspace, mark: '000000000000' }));
    expect(other.error).toMatchObject({ code: 'NOT_FOUND', data: { kind: 'lock' } });
    await client.trash.takeOver({ workspace, mark: owner.nonce });

    const { result } = await followed(client.clean.apply({ workspace, plan: plan.id }));
    const trash = result.trash_id ?? '';
    const folder = join(path, '.stemma', 'trash', trash);
    renameSync(join(folder, 'complete.journal'), join(folder, 'moving.journal'));
    expect(await client.trash.unfinished({ workspace })).toEqual({
      work: [{ trash_id: trash, work: 'moving' }],
      lock: null,
      running: null,
    });
    const refused = await safe(followed(client.trash.empty({ workspace })));
    expect(refused.error).toMatchObject({ code: 'INTERRUPTED_WORK', data: { trash_ids: [trash] } });
    const done = await followed(client.trash.resume({ workspace, trash }));
    expect(done.result).toMatchObject({ work: 'moving', skipped_files: 0 });
    expect(await client.trash.unfinished({ workspace })).toMatchObject({ work: [] });
  });

  it('gives back what a manifest names again', async () => {
    const path = copyFixture('orphans');
    const workspace = await opened(path);
    const manifest = 'runs/wheat/0005_concat_a02bcb/manifest.yaml';
    const selection = { kind: 'pipelines', manifests: [manifest] } as const;
    const plan = await client.clean.plan({ workspace, selection });
    expect(plan).toMatchObject({ kind: 'pipeline', subject: manifest, pipelines: 1 });
    const { result } = await followed(client.clean.apply({ workspace, plan: plan.id }));
    const trash = result.trash_id ?? '';
    await followed(client.trash.restore({ workspace, trash, files: [manifest] }));
    const { wanted } = await client.trash.totals({ workspace });
    expect(wanted).toBeGreaterThan(0);
    const { files } = await client.trash.files({ workspace, trash, limit: 100 });
    expect(files.filter((file) => file.wanted)).toHaveLength(wanted);
    const kept = await followed(client.trash.empty({ workspace, trash: [trash] }));
    expect(kept.result.skipped.filter(({ reason }) => reason === 'wanted-again')).toHaveLength(wanted);
    const back = await followed(client.trash.restoreWanted({ workspace }));
    expect(back.result).toMatchObject({ done: { files: wanted } });
    expect(await client.trash.totals({ workspace })).toMatchObject({ wanted: 0 });
  });

  it('lists what nothing names, in any order, by text, in parts', async () => {
    const workspace = await opened(copyFixture('orphans'));
    const states = ['orphan', 'foreign'] as const;
    const all = await client.clean.files({ workspace, states, limit: 1000 });
    const facts = expectedFacts('orphans');
    expect(all.total).toEqual({
      files: facts.counts.unreferenced + facts.counts.foreign,
      bytes: facts.bytes.unreferenced + facts.bytes.foreign,
    });
    const sizes = all.files.map(({ size_bytes: size }) => size);
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
    const part = await client.clean.files({ workspace, states, limit: 7, offset: 4 });
    expect(part.files).toEqual(all.files.slice(4, 11));
    const some = await client.clean.files({
      workspace,
      states,
      text: 'ridge wheat',
      sort: 'path',
      descending: false,
      limit: 100,
    });
    expect(some.total.files).toBe(all.files.filter(({ path }) => /wheat\/.*ridge/i.test(path)).length);
    expect(some.files.every(({ reason }) => reason === 'unnamed')).toBe(true);
    const paths = some.files.map(({ path }) => path);
    const selection = { kind: 'orphans', text: 'ridge wheat', except: paths.slice(0, 2) } as const;
    const plan = await client.clean.plan({ workspace, selection });
    expect(plan.moves.files).toBe(paths.length - 2);
    expect(await client.clean.whatIf({ workspace, selection })).toMatchObject({
      frees: plan.moves,
      pipelines: 0,
      breaks: { artifacts: 0 },
    });
  });
});
