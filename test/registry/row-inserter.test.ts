import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allTuples, closeDatabase, openDatabase } from '../../electron/registry/index/database.ts';
import { RowInserter } from '../../electron/registry/index/row-inserter.ts';
import { expectAlways, often } from '../support/property.ts';

const values = fc.tuple(
  fc.option(fc.integer()),
  fc.string().map((text) => text.replaceAll('\0', '')),
);

describe('Rows that are inserted several at a time', () => {
  it('are all there, in their order, after each flush', () => {
    expectAlways(
      fc.property(fc.array(fc.array(values, { maxLength: 25 }), { maxLength: 4 }), (rounds) => {
        const index = openDatabase(null);
        index.raw.exec('CREATE TABLE thing (id INTEGER PRIMARY KEY, number INTEGER, text TEXT)');
        const rows = new RowInserter(index, 'thing (number, text)', '(?, upper(?))');
        const added: (readonly [number | null, string])[] = [];
        for (const round of rounds) {
          for (const row of round) rows.add(row);
          rows.flush();
          added.push(...round);
          const there = allTuples(index, 'SELECT number, text FROM thing ORDER BY id');
          expect(there).toEqual(added.map(([number, text]) => [number, upper(text)]));
        }
        closeDatabase(index);
      }),
      often(200, 10_000),
    );
  });
});

/** As SQLite's own `upper` does: letters of ASCII alone. */
function upper(text: string): string {
  return text.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
}
