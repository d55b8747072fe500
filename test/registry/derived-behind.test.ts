import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { operatorRows } from '../../electron/registry/ask/chains/operators.ts';
import { facetsOf } from '../../electron/registry/ask/records/facets.ts';
import { listRecords, recordList } from '../../electron/registry/ask/records/record-list.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { contentVersion } from '../../electron/registry/index/content-version.ts';
import { allTuples, firstRow } from '../../electron/registry/index/database.ts';
import { pendingWays, WaysPending } from '../../electron/registry/index/pending-ways.ts';
import type { Workspace, WaysOutcome } from '../../electron/registry/workspace.ts';
import { generateWorkspace } from '../bench/generate.ts';
import { bentFileSystem } from '../support/bent-file-system.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { copyFixture, FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { expectAlways, often } from '../support/property.ts';
import { ofRandomWorkspaces } from '../support/random-workspace.ts';
import { open, scanAll, scanned, ungraced } from '../support/scanning.ts';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { fresh } from '../support/view-context.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';

const HOUR = 3_600_000;

const made = temporaryFolder();
const large = join(made, 'large');
generateWorkspace({ out: large, records: 2000, manifests: 60 });
afterAll(() => removeFolder(made));

/** Scanned so that no way is derived with the scan, its index kept in a folder of its own. */
function scannedAlone(root: string, cache = temporaryFolder()): Workspace {
  return scanned(root, { cache, waysAtOnce: -1 });
}

function deriveAll(workspace: Workspace): { outcome: WaysOutcome; told: number[] } {
  const told: number[] = [];
  const steps = workspace.deriveWays();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return { outcome: step.value, told };
    told.push(step.value.derived);
    expect(step.value.total).toBeGreaterThanOrEqual(step.value.derived);
  }
}

const left = ({ index }: Workspace): number => pendingWays(index).pipelines;

describe('ways that are derived behind a scan', () => {
  it.each(FIXTURES)('give the index of %s that a scan gives which derives them itself', (name) => {
    const root = fixtureWorkspace(name);
    const behind = scannedAlone(root);
    expect(deriveAll(behind).outcome).toBe('derived');
    expect(left(behind)).toBe(0);
    expect(dumpIndex(behind.index)).toEqual(dumpIndex(scanned(root).index));
    behind.close();
  });

  it('give the same of any workspace', () => {
    expectAlways(
      ofRandomWorkspaces(({ root, index }, fs) => {
        const cache = temporaryFolder();
        const behind = scanned(root, { fs, cache, waysAtOnce: -1 });
        deriveAll(behind);
        expect(dumpIndex(behind.index)).toEqual(dumpIndex(index));
        behind.close();
        removeFolder(cache);
      }),
      often(12, 400),
    );
  });

  it('leave indexes that only questions need to be built first, and what the planner knows of them', () => {
    const built = ({ index }: Workspace): string[] =>
      allTuples<[string]>(index, `SELECT idx FROM sqlite_stat1 WHERE idx LIKE 'record%' ORDER BY idx`).map(
        ([name]) => name,
      );
    const cache = temporaryFolder();
    const atOnce = scanned(large, { cache });
    const behind = scannedAlone(large);
    expect(built(behind)).not.toContain('record_chain');
    deriveAll(behind);
    expect(built(behind)).toContain('record_chain');
    expect(built(behind)).toEqual(expect.arrayContaining(built(atOnce)));
    behind.close();
    atOnce.close();
    removeFolder(cache);
  });

  it('are told of as they are derived, and leave all that is known as it was', () => {
    const workspace = scannedAlone(large);
    const before = contentVersion(workspace.index);
    const all = left(workspace);
    const { told } = deriveAll(workspace);
    expect(told[0]).toBe(0);
    expect(told).toEqual(told.toSorted((one, other) => one - other));
    expect(told.at(-1)).toBeGreaterThan(all - 20);
    expect(contentVersion(workspace.index)).toBe(before);
    workspace.close();
  });

  it('are asked for by no question that could answer without all of them', () => {
    const { index } = scannedAlone(large);
    const page = { by: 'place', descending: false, limit: 10 } as const;
    expect(() => complete(operatorRows(fresh(index), { parent: null, limit: 10 }))).toThrow(WaysPending);
    expect(() => complete(facetsOf(fresh(index), {}))).toThrow(WaysPending);
    for (const text of ['PLS', 'n_components=5', 'chain:PLS', '-PLS']) {
      expect(() => complete(recordList(fresh(index), { text }, page)), text).toThrow(WaysPending);
      expect(() => listRecords(ungraced(index), { text }, page, page), text).toThrow(WaysPending);
    }
    const byChain = { ...page, by: 'derived_chain' } as const;
    expect(() => complete(recordList(fresh(index), {}, byChain))).toThrow(WaysPending);
    expect(() => listRecords(ungraced(index), {}, byChain, page)).toThrow(WaysPending);
  });

  it('are derived for the rows of a page, which waits for no others', () => {
    const alone = scannedAlone(large);
    for (const by of ['place', 'size_bytes', 'class_name'] as const) {
      const request = { by, descending: true, limit: 2000 };
      const page = complete(recordList(fresh(alone.index), {}, request));
      const whole = complete(recordList(fresh(scanned(large).index), {}, request));
      expect(page).toEqual(whole);
      expect(page?.records.some(({ derived_chain: chain }) => chain !== '')).toBe(true);
    }
    expect(
      complete(
        recordList(fresh(alone.index), { text: 'type:model' }, { by: 'place', descending: false, limit: 5 }),
      )?.records,
    ).toHaveLength(5);
    expect(left(alone)).toBeGreaterThan(0);
    alone.close();
  });

  it('leave no order behind that lacks their texts', () => {
    const workspace = scannedAlone(large);
    const context = fresh(workspace.index);
    const page = { descending: false, limit: 2000 };
    complete(recordList(context, {}, { ...page, by: 'artifact_type' }));
    deriveAll(workspace);
    const byChain = complete(recordList(context, {}, { ...page, by: 'derived_chain' }));
    expect(byChain).toEqual(
      complete(recordList(fresh(workspace.index), {}, { ...page, by: 'derived_chain' })),
    );
    workspace.close();
  });

  it('are kept as far as they are when it is given up or the process ends, and the next opening goes on', () => {
    const cache = temporaryFolder();
    const first = scannedAlone(large, cache);
    const all = left(first);
    const steps = first.deriveWays();
    for (let step = steps.next(); step.done !== true && step.value.derived < 20; step = steps.next());
    steps.return('derived');
    const given = left(first);
    expect(given).toBeGreaterThan(0);
    expect(given).toBeLessThan(all);
    // A process that dies closes nothing: what its transaction wrote is gone.
    const dying = first.deriveWays();
    for (let step = dying.next(); step.done !== true && step.value.derived < 10; step = dying.next());
    const next = open(large, { cache, waysAtOnce: -1 });
    expect(left(next)).toBe(given);
    dying.return('derived');
    first.close();
    scanAll(next);
    expect(deriveAll(next).outcome).toBe('derived');
    expect(dumpIndex(next.index)).toEqual(dumpIndex(scanned(large).index));
    next.close();
  });

  it('of manifests that changed are derived with the scan that reads them, and no others', () => {
    const workspace = new WorkspaceBuilder();
    const write = (name: string): void => {
      workspace.manifest(`runs/corn/0001_${name}`, v3Manifest('corn', [v3Item('corn')]));
    };
    for (const name of ['a', 'b', 'c']) write(name);
    // Ahead of the files' times, so that none is read again merely for being young.
    const now = (): number => Date.now() + HOUR;
    const behind = scanned(workspace.root, { cache: temporaryFolder(), now });
    expect(left(behind)).toBe(0);
    const rows = (): unknown =>
      firstRow(behind.index, 'SELECT count(*) AS n, max(rowid) AS last FROM record_way');
    const before = rows();
    scanAll(behind);
    expect(rows()).toEqual(before);
    write('d');
    scanAll(behind);
    expect(left(behind)).toBe(0);
    expect(dumpIndex(behind.index)).toEqual(dumpIndex(scanned(workspace.root).index));
    behind.close();
  });

  it('of a manifest that is gone by then are not derived', () => {
    const root = copyFixture('corn');
    const cache = temporaryFolder();
    const behind = scannedAlone(root, cache);
    const isGone = (path: string): boolean => path.endsWith('manifest.yaml');
    expect(left(behind)).toBeGreaterThan(0);
    behind.close();
    const fs = bentFileSystem({
      list: (_path, really) => {
        const listed = really();
        return listed.ok ? { ...listed, value: listed.value.filter(({ name }) => !isGone(name)) } : listed;
      },
    });
    const again = scanned(root, { cache, fs, waysAtOnce: -1 });
    expect(left(again)).toBe(0);
    again.close();
  });

  it('wait for another Stemma that writes the index', () => {
    const cache = temporaryFolder();
    const one = scannedAlone(large, cache);
    const other = open(large, { cache, busyMs: 10 });
    const steps = one.deriveWays();
    steps.next();
    expect(deriveAll(other).outcome).toBe('busy');
    steps.return('derived');
    expect(deriveAll(other).outcome).toBe('derived');
    one.close();
    other.close();
  });
});
