import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allTuples, closeDatabase, openDatabase, prepare } from '../../electron/registry/index/database.ts';
import { findWord, readSearched } from '../../electron/registry/columns/text-search.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { orderedByKey } from '../../electron/registry/columns/sorted.ts';
import { likePattern } from '../../electron/registry/state/written.ts';
import { expectAlways, often } from '../support/property.ts';

/** Few letters, so that words are found: with case, what LIKE gives a meaning, and what UTF-8 writes in several bytes. */
const text = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', 'B', '%', '_', '\\', 'é', 'É', 'ß', '中', '😀', ' '),
  maxLength: 8,
});

describe('what is searched', () => {
  it('finds what LIKE finds', () => {
    expectAlways(
      fc.property(
        fc.array(text, { maxLength: 60 }),
        fc.array(text, { minLength: 1, maxLength: 5 }),
        (texts, words) => {
          const index = openDatabase(null);
          index.raw.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT NOT NULL)');
          // Ids with gaps.
          for (const [at, one] of texts.entries())
            prepare(index, 'INSERT INTO t VALUES (?, ?)').run(3 * at + 2, one);
          const searched = complete(
            readSearched(
              index,
              texts.length,
              'SELECT id, lower(text) FROM t WHERE id > :after ORDER BY id LIMIT :limit',
            ),
          );
          for (const word of words) {
            const found = new Uint8Array(3 * texts.length + 3);
            complete(findWord(searched, word, found));
            const like = `SELECT id FROM t WHERE text LIKE :like ESCAPE '\\' ORDER BY id`;
            const known = allTuples<[number]>(index, like, { like: likePattern(word) }).map(([id]) => id);
            expect([...found.keys()].filter((id) => found[id] === 1)).toEqual(known);
          }
          closeDatabase(index);
        },
      ),
      often(200, 5000),
    );
  });
});

describe('the order by keys', () => {
  const key = fc.oneof(
    fc.constantFrom(
      -1,
      0,
      -0,
      1,
      2,
      65_535,
      65_536,
      2 ** 31,
      2 ** 53,
      -(2 ** 53),
      Infinity,
      -Infinity,
      5e-324,
    ),
    fc.double({ noNaN: true }),
    fc.integer(),
  );

  it('is that of comparisons, equal ones by slot', () => {
    expectAlways(
      fc.property(fc.array(key, { maxLength: 200 }), (keys) => {
        const slots = keys.map((_, slot) => slot);
        const compared = slots.toSorted(
          (one, other) =>
            ((keys[one] ?? 0) < (keys[other] ?? 0) ? -1 : (keys[one] ?? 0) > (keys[other] ?? 0) ? 1 : 0) ||
            one - other,
        );
        expect([...complete(orderedByKey(Float64Array.from(keys)))]).toEqual(compared);
      }),
      often(500, 10_000),
    );
  });
});
