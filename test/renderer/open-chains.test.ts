import { describe, expect, it } from 'vitest';
import { chainRow, type ChainRow } from '../../renderer/views/chains/chain-row.ts';
import { loadPages, pagesUntil } from '../../renderer/views/chains/load-pages.ts';
import { NOTHING_SAID, OpenRows, withOpen, withOpened } from '../../renderer/views/chains/open-state.ts';
import { settledRows } from '../../renderer/views/chains/settled-rows.ts';
import { open } from './chain-rows.ts';

describe('what is open', () => {
  it('is what was said last, and deep only below', () => {
    let state = withOpen(NOTHING_SAID, 'a/b', false, false);
    expect(open(state).isOpen('a/b', 2, true, true)).toBe(false);
    state = withOpen(state, 'a', true, true);
    expect(open(state).isOpen('a/b', 2, true, false)).toBe(true);
    expect(open(state).isDeep('a', false)).toBe(true);
    state = withOpen(state, 'a', false, false);
    expect(open(state).isDeep('a', false)).toBe(false);
  });

  it('has a limit for each level where one key opens many, over all that comes in', () => {
    const deep = withOpen(NOTHING_SAID, 'top', true, true);
    const first = new OpenRows(deep, () => 2);
    expect(first.isOpen('b', 1, true, false)).toBe(true);
    const rows = new OpenRows(withOpened(deep, first.opened, false), () => 2);
    expect(['a', 'b', 'c'].map((key) => rows.isOpen(key, 1, true, false))).toEqual([true, true, false]);
    expect(rows.isOpen('d', 1, true, true)).toBe(true);
    expect(rows.isOpen('e', 2, true, false)).toBe(true);
    expect(rows.opened.map(({ key }) => key)).toEqual(['a', 'e']);
  });

  it('stays as it is when nothing was opened', () => {
    const state = withOpen(NOTHING_SAID, 'a', true, false);
    expect(withOpened(state, [], true)).toBe(state);
    expect(withOpened(state, [], false)).toBe(state);
  });
});

describe('the rows that are drawn', () => {
  const row = (key: string, kind: ChainRow['kind']): ChainRow => chainRow({ key, level: 1, kind, name: key });
  const old = { list: 'old', rows: [row('a', 'run')] };

  it('stay until those of another list are all there', () => {
    expect(settledRows(old, 'new', null)).toBe(old);
    expect(settledRows(old, 'new', [row('b', 'run'), row('…', 'waiting')])).toBe(old);
    const next = [row('b', 'run')];
    expect(settledRows(old, 'new', next)).toEqual({ list: 'new', rows: next });
    expect(settledRows(old, 'new', [])).toEqual({ list: 'new', rows: [] });
  });

  it('show at once what is opened in the same list, and the first ones', () => {
    const next = [row('a', 'run'), row('…', 'waiting')];
    expect(settledRows(old, 'old', next)?.rows).toBe(next);
    expect(settledRows(null, 'old', next)?.rows).toBe(next);
    expect(settledRows(null, 'old', null)).toBeNull();
    expect(settledRows(old, 'old', null)).toBe(old);
  });
});

describe('pages of siblings', () => {
  it('are loaded one after another, and no further than asked', async () => {
    const asked: (string | undefined)[] = [];
    const ask = async ({ after }: { after?: string }) => {
      asked.push(after);
      const at = after === undefined ? 0 : Number(after);
      return { total: 7, next: at < 4 ? String(at + 2) : null, rows: [at, at + 1] };
    };
    expect(await loadPages(2, ask, ({ rows }) => rows)).toEqual({ rows: [0, 1, 2, 3], total: 7 });
    expect(await loadPages(9, ask, ({ rows }) => rows)).toEqual({ rows: [0, 1, 2, 3, 4, 5], total: 7 });
    expect(asked).toEqual([undefined, '2', undefined, '2', '4']);
  });

  it('are counted up to the one that holds a row', async () => {
    const ask = async ({ after }: { after?: string }) => {
      const at = after === undefined ? 0 : Number(after);
      return { total: 7, next: at < 4 ? String(at + 2) : null, rows: [at, at + 1] };
    };
    const until = (sought: number) =>
      pagesUntil(
        ask,
        ({ rows }) => rows,
        (row) => row === sought,
      );
    expect([await until(0), await until(3), await until(5), await until(9)]).toEqual([1, 2, 3, null]);
  });
});
