import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allTuples, type ReadableIndex } from '../../../../electron/registry/index/database.ts';
import type { Workspace } from '../../../../electron/registry/workspace.ts';
import { generateStore } from '../../../bench/generate-store.ts';
import { dumpIndex } from '../../../support/dump-index.ts';
import { open, scanAll, scanned, statesOf, twoDaysOn } from '../../../support/scanning.ts';
import { changeStore } from '../../../support/stores.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const { STEMMA_CACHE } = process.env;
let cache = '';

/** The copies of databases that are read lie there. */
beforeEach(() => {
  cache = temporaryFolder();
  process.env['STEMMA_CACHE'] = cache;
});

afterEach(() => {
  if (STEMMA_CACHE === undefined) delete process.env['STEMMA_CACHE'];
  else process.env['STEMMA_CACHE'] = STEMMA_CACHE;
});

const copies = (): string[] =>
  readdirSync(join(cache, 'copies')).map((name) => join(cache, 'copies', name, 'store.sqlite'));

/** A store of more rows than are handed over at a time, half of them used by no chain. */
function largeStore(): { root: string; facts: ReturnType<typeof generateStore> } {
  const root = temporaryFolder();
  const facts = generateStore({ out: root, rows: 9000, unused: 0.5, sharing: 0 });
  return { root, facts };
}

/** Makes the database a multiple of what SQLite keeps of it in memory, some 16 MB. */
function lengthen(root: string): void {
  changeStore(root, (database) => {
    database.exec(`UPDATE chains SET steps = steps || printf('%.*c', 40000, ' ')`);
  });
}

/** Scans until some records were read, then takes the copy away from under SQLite, and scans on. */
function scanWithLostCopy(workspace: Workspace): void {
  const scan = workspace.scan();
  let isLost = false;
  for (let step = scan.next(); step.done !== true; step = scan.next()) {
    if (isLost || step.value.phase !== 'read' || step.value.records === 0) continue;
    for (const copy of copies()) truncateSync(copy, 0);
    isLost = true;
  }
  expect(isLost).toBe(true);
}

const countOf = (index: ReadableIndex, table: string): number =>
  allTuples<[number]>(index, `SELECT count(*) FROM ${table}`)[0]?.[0] ?? 0;

describe('A store that is handed over in pieces', () => {
  it('is the same as its facts, each record once', () => {
    const { root, facts } = largeStore();
    const { index } = scanned(root);
    expect(countOf(index, 'record')).toBe(facts.records);
    expect(countOf(index, 'chain')).toBe(facts.chains);
    expect(countOf(index, 'pipeline WHERE stands_for IS NULL')).toBe(facts.pipelines);
    const unused = `record r JOIN pipeline p ON p.id = r.manifest_id WHERE p.stands_for = 'rows'`;
    expect(
      allTuples(index, `SELECT count(*), count(DISTINCT p.id), min(position), max(position) FROM ${unused}`),
    ).toEqual([[facts.keptFiles, 1, 0, facts.keptFiles - 1]]);
    expect(allTuples(index, `SELECT count(*) FROM record WHERE is_primary = 1`)).toEqual([[facts.records]]);
    const states = Object.values(statesOf(twoDaysOn(index)));
    expect(states.filter((state) => state === 'kept')).toHaveLength(facts.keptFiles);
    expect(states.filter((state) => state === 'orphan')).toHaveLength(facts.orphanFiles);
    expect(copies()).toEqual([]);
  });

  it.each(['a first scan', 'a later one'])('and fails in the middle counts not at all, in %s', (turn) => {
    const { root, facts } = largeStore();
    lengthen(root);
    const workspace = open(root);
    if (turn === 'a later one') {
      scanAll(workspace);
      changeStore(root, (database) => database.exec(`UPDATE pipelines SET status = 'failed'`));
    }
    scanWithLostCopy(workspace);
    const { index } = workspace;
    expect(allTuples(index, 'SELECT path, error_code, error_message FROM source')).toEqual([
      ['store.sqlite', 'DAMAGED', expect.stringContaining('so nobody knows all that it names')],
    ]);
    expect(['record', 'chain', 'chain_use', 'step'].map((table) => countOf(index, table))).toEqual([
      0, 0, 0, 0,
    ]);
    // Whatever a row may name is not called unused.
    expect(new Set(Object.values(statesOf(twoDaysOn(index))))).toEqual(new Set(['undecided']));
    // What was known before is remembered, as when its database can't be read at all.
    const remembered = turn === 'a first scan' ? 0 : facts.files - facts.orphanFiles;
    expect(countOf(index, 'gone')).toBe(remembered);
    expect(copies()).toEqual([]);
    changeStore(root, (database) => database.exec(`UPDATE pipelines SET status = 'completed'`));
    scanAll(workspace);
    expect(dumpIndex(index)).toEqual(dumpIndex(scanned(root).index));
  });

  it('leaves no copy where its scan is cancelled', () => {
    const { root } = largeStore();
    const workspace = open(root);
    const scan = workspace.scan();
    for (let step = scan.next(); step.done !== true; step = scan.next()) if (step.value.records > 0) break;
    expect(copies()).toHaveLength(1);
    scan.return(null);
    expect(copies()).toEqual([]);
    scanAll(workspace);
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(root).index));
  });
});
