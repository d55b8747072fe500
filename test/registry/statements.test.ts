import { expect, it } from 'vitest';
import {
  allRows,
  allTuples,
  closeDatabase,
  firstRow,
  openDatabase,
} from '../../electron/registry/index/database.ts';

it('the same SQL gives rows and lists, whichever was asked for before', () => {
  const index = openDatabase(null);
  const sql = 'SELECT 1 AS one, 2 AS two';
  const row = { one: 1, two: 2 };
  expect(allTuples(index, sql)).toEqual([[1, 2]]);
  expect(allRows(index, sql)).toEqual([row]);
  expect(allTuples(index, sql)).toEqual([[1, 2]]);
  expect(firstRow(index, sql)).toEqual(row);
  closeDatabase(index);
});
