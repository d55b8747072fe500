import { describe, expect, it } from 'vitest';
import { chainRow, withKnownUse, type ChainRow } from '../../renderer/views/chains/chain-row.ts';
import { RUN_COLUMNS } from '../../renderer/views/chains/columns.tsx';
import { knownUse } from '../../shared/domain/known-use.ts';

const SUMS = { records: 1, files: 1, size_bytes: 10, exclusive_bytes: 4, missing: 0, unwritten: 0 };

describe('what only some rows use', () => {
  it('is marked as not known below the datasets that something unreadable may be about', () => {
    const rows = [
      chainRow({ key: 'd:corn', level: 1, kind: 'dataset', name: 'corn', id: 'corn' }),
      chainRow({ key: 'd:corn/r:a', level: 2, kind: 'run', name: 'a' }),
      chainRow({ key: 'd', level: 1, kind: 'dataset', name: 'no dataset' }),
      chainRow({ key: 'd/r:a/p:x', level: 3, kind: 'pipeline', name: 'x', state: 'unreadable' }),
      chainRow({ key: 'd:rye', level: 1, kind: 'dataset', name: 'rye', id: 'rye' }),
      chainRow({ key: 'd:rye/r:a', level: 2, kind: 'run', name: 'a' }),
    ];
    const unread = (code: string, of: readonly string[] | null, runs: readonly string[] = []) => ({
      code,
      datasets: of,
      runs,
    });
    const marked = (...blocking: ReturnType<typeof unread>[]) =>
      withKnownUse(rows, knownUse(blocking)).map(({ isUseKnown }) => isUseKnown);
    expect(marked()).toEqual([true, true, true, false, true, true]);
    expect(marked(unread('YAML', ['RYE']))).toEqual([true, true, true, false, false, false]);
    expect(marked(unread('YAML', ['rye']), unread('UNLISTABLE', null))).toEqual(rows.map(() => false));
    // Manifests that are gone use nothing.
    expect(marked(unread('EMPTIED', ['corn']), unread('NO_MANIFESTS', null))).toEqual(marked());
    expect(knownUse([unread('YAML', ['rye'])])()).toBe(false);
    // What is about a run alone is about all of it, whatever its dataset; of the sums of a dataset it may be a part.
    expect(marked(unread('YAML', [], ['A']))).toEqual(rows.map(() => false));
    const known = knownUse([unread('YAML', ['rye'], ['a'])]);
    expect([known('corn', 'a/deep'), known('corn', 'b'), known('corn'), known('rye', 'b')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const alone = knownUse([unread('YAML', [], ['a'])]);
    expect([alone('corn', 'a'), alone('corn', 'b'), alone('corn'), alone()]).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('stands as a sign and not as a number', () => {
    const column = RUN_COLUMNS.find(({ id }) => id === 'exclusive');
    const row = chainRow({ key: 'd', level: 1, kind: 'dataset', name: 'corn', sums: SUMS });
    const shown = (one: ChainRow) => [column?.quick?.(one), column?.title?.(one)];
    expect(shown(row)).toEqual(['4 B', '4 bytes that nothing else uses']);
    expect(shown({ ...row, isUseKnown: false })).toEqual(['?', 'Not known while something can’t be read']);
    expect(shown({ ...row, sums: null, isUseKnown: false })).toEqual(['', '']);
  });
});
