import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIZE_BOUNDS } from '../../electron/registry/columns/record-set.ts';
import { checkedQuery, type CheckedRecords } from '../../renderer/views/artifacts/checked-records.ts';
import {
  checkedAll,
  checkedCount,
  checkedShare,
  hasKey,
  isNameable,
  MOST_NAMED,
  mayName,
  withKeys,
} from '../../renderer/kit/checked-rows.ts';
import { ARTIFACT_COLUMNS, readColumns, writeColumns } from '../../renderer/views/artifacts/columns.tsx';
import { csvLine } from '../../renderer/text/csv.ts';
import { recordsAsCsv, recordsAsJson } from '../../renderer/views/artifacts/export-records.ts';
import {
  facetConditions,
  facetOptions,
  facetText,
  sizeClassEnd,
  readFacets,
  toggled,
  writeFacet,
} from '../../renderer/views/artifacts/facet-choice.ts';
import { COLUMN_SORTS, nextSorting, readSorting } from '../../renderer/views/artifacts/sorting.ts';
import { writeSorting } from '../../renderer/kit/grid/sorting-text.ts';
import { asRecordKey, type RecordKey } from '../../shared/domain/record-key.ts';
import { expectAlways, often } from '../support/property.ts';

const key = (position: number) => asRecordKey(`runs/a/b/manifest.yaml#${position}`);

const named = (positions: readonly number[]): [string, RecordKey][] =>
  positions.map((at) => [key(at), key(at)]);

describe('checked records', () => {
  it('are what a list of all of them would say, whatever is checked and unchecked', () => {
    const total = 30;
    const step = fc.oneof(
      fc.record({ kind: fc.constant('all' as const) }),
      fc.record({ kind: fc.constant('none' as const) }),
      fc.record({
        kind: fc.constant('some' as const),
        places: fc.array(fc.nat(total - 1), { maxLength: 6 }),
        on: fc.boolean(),
      }),
    );
    expectAlways(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let checked: CheckedRecords = checkedAll(false);
        let model = new Set<number>();
        for (const one of steps) {
          if (one.kind === 'all') {
            checked = checkedAll(true);
            model = new Set(Array.from({ length: total }, (_, at) => at));
          } else if (one.kind === 'none') {
            checked = checkedAll(false);
            model = new Set();
          } else {
            checked = withKeys(checked, named(one.places), one.on);
            for (const at of one.places) if (one.on) model.add(at);
            for (const at of one.places) if (!one.on) model.delete(at);
          }
        }
        for (let at = 0; at < total; at += 1) expect(hasKey(checked, key(at))).toBe(model.has(at));
        expect(checkedCount(checked, total)).toBe(model.size);
        const share = model.size === 0 ? 'none' : model.size === total ? 'all' : 'some';
        expect(checkedShare(checked, total)).toBe(share);
      }),
      often(200, 5000),
    );
  });

  it('can be named up to a limit, and taken back at it', () => {
    const most = Array.from({ length: MOST_NAMED }, (_, at) => at);
    const full = withKeys<RecordKey>(checkedAll(false), named(most), true);
    expect(isNameable(full)).toBe(true);
    expect(mayName(full, key(MOST_NAMED))).toBe(false);
    expect(mayName(full, key(3))).toBe(true);
    expect(isNameable(withKeys(full, named([MOST_NAMED]), true))).toBe(false);
    expect(isNameable(withKeys(full, named([3]), false))).toBe(true);
  });

  it('are asked for by name, or as the filter less what was unchecked', () => {
    const filter = { dataset: 'corn' };
    const two = withKeys<RecordKey>(checkedAll(false), named([1, 2]), true);
    expect(checkedQuery(two, filter)).toEqual({ only: [key(1), key(2)] });
    expect(checkedQuery(checkedAll(true), filter)).toEqual(filter);
    const but = withKeys<RecordKey>(checkedAll(true), named([7]), false);
    expect(checkedQuery(but, filter)).toEqual({ dataset: 'corn', except: [key(7)] });
  });
});

describe('facets in the address', () => {
  it('are read, and what can’t be a value is left out', () => {
    const chosen = readFacets({
      type: 'model,encoder',
      state: 'missing,gone',
      fold: 'all,2,x',
      size: '1000,-1',
    });
    expect(chosen).toEqual({
      type: ['model', 'encoder'],
      state: ['missing'],
      fold: ['all', '2'],
      size: ['1000'],
    });
    expect(facetConditions(chosen)).toEqual({
      types: ['model', 'encoder'],
      states: ['missing'],
      folds: ['all', 2],
      sizes: [1000],
    });
    expect(facetConditions(readFacets({}))).toEqual({});
  });

  it('go on and off', () => {
    expect(writeFacet(toggled([], 'model'))).toBe('model');
    expect(writeFacet(toggled(['model'], 'encoder'))).toBe('model,encoder');
    expect(writeFacet(toggled(['model'], 'model'))).toBeNull();
  });

  it('are said in words', () => {
    expect(facetText('type', 'meta_model')).toBe('meta-model');
    expect(facetText('type', 'unknown')).toBe('unknown type');
    expect(facetText('state', 'present')).toBe('ok');
    expect(facetText('fold', 'all')).toBe('all folds');
    expect(facetText('size', '0')).toBe('0 B – 1.00 kB');
    expect(facetText('size', '1000')).toBe('1.00 kB – 10.0 kB');
    expect(facetText('size', String(SIZE_BOUNDS.at(-1)))).toBe('from 10.0 GB');
    expect(SIZE_BOUNDS.map((begins) => sizeClassEnd(begins))).toEqual([...SIZE_BOUNDS.slice(1), null]);
    const facets = {
      types: [{ value: 'model', records: 3 }],
      states: [{ value: 'missing' as const, records: 1 }],
      folds: [{ value: 'all' as const, records: 2 }],
      sizes: [{ value: 0, below: 1000, records: 9 }],
      classes: [],
      pipelines: [],
      datasets: [],
      parameters: [],
      class_count: 0,
    };
    expect(facetOptions('type', facets)).toEqual([{ value: 'model', text: 'model', records: 3 }]);
    expect(facetOptions('size', facets)).toEqual([{ value: '0', text: '0 B – 1.00 kB', records: 9 }]);
  });
});

describe('the order of the table', () => {
  it('is the newest first, until somebody chooses', () => {
    expect(readSorting(undefined)).toEqual({ column: 'created', descending: true });
    expect(readSorting('-size')).toEqual({ column: 'size', descending: true });
    expect(readSorting('class')).toEqual({ column: 'class', descending: false });
    expect(readSorting('constructor')).toEqual({ column: 'created', descending: true });
  });

  it.each(Object.keys(COLUMN_SORTS))('comes back from the address by %s', (column) => {
    for (const descending of [true, false]) {
      expect(readSorting(writeSorting({ column, descending }))).toEqual({ column, descending });
    }
  });

  it('turns round at the second click, and begins with the largest where these are looked for', () => {
    expect(nextSorting({ column: 'class', descending: false }, 'size')).toEqual({
      column: 'size',
      descending: true,
    });
    expect(nextSorting({ column: 'size', descending: true }, 'size').descending).toBe(false);
    expect(nextSorting({ column: 'size', descending: true }, 'class').descending).toBe(false);
  });
});

describe('the columns', () => {
  it('are the usual ones unless the address says others', () => {
    const usual = readColumns(undefined).map(({ id }) => id);
    expect(usual).toEqual(['type', 'chain', 'fold', 'pipeline', 'size', 'used', 'created']);
    expect(writeColumns(usual)).toBeNull();
    expect(readColumns('hash,size,nonsense').map(({ id }) => id)).toEqual(['size', 'hash']);
    expect(readColumns('nonsense').map(({ id }) => id)).toEqual(usual);
    const withParameters = readColumns('size,p.n_components,chain,p.model.alpha,p.no name');
    expect(withParameters.map(({ id }) => id)).toEqual(['chain', 'p.n_components', 'p.model.alpha', 'size']);
    expect(withParameters[1]?.name).toBe('n_components');
    expect(writeColumns(withParameters.map(({ id }) => id))).toBe('chain,p.n_components,p.model.alpha,size');
  });

  it('have names of their own', () => {
    expect(new Set(ARTIFACT_COLUMNS.map(({ id }) => id)).size).toBe(ARTIFACT_COLUMNS.length);
    expect(new Set(ARTIFACT_COLUMNS.map(({ name }) => name)).size).toBe(ARTIFACT_COLUMNS.length);
  });
});

describe('exported rows', () => {
  const record = {
    key: key(0),
    manifest: 'm',
    position: 0,
    dataset: null,
    file: null,
    layout: 'v3' as const,
    file_status: 'present' as const,
    run: 'r',
    unwritten: false,
    stored_bytes: 5,
    used_by: 1,
    exclusive_bytes: 5,
    derived_chain: 'KFold > PLSRegression',
    operator_parameters: [],
  };

  it('are quoted where a comma, a quote or a line end stands in them', () => {
    expect(csvLine(['a', 1, null, undefined, true])).toBe('a,1,,,true\r\n');
    expect(csvLine(['a,b', 'say "x"', 'two\nlines'])).toBe('"a,b","say ""x""","two\nlines"\r\n');
    expect(csvLine([[0, 1], { a: 1 }])).toBe('"[0,1]","{""a"":1}"\r\n');
  });

  it('hold nothing that a spreadsheet would run', () => {
    expect(csvLine(['=cmd()', '@x', '+1+2', '-5', -5, '-1.5e3'])).toBe("'=cmd(),'@x,'+1+2,-5,-5,-1.5e3\r\n");
  });

  it('have all fields of all records', () => {
    const rows = [
      { ...record, artifact_id: 'a', odd: 'x' },
      { ...record, artifact_id: 'b', other: [1] },
    ];
    const [head = '', first = '', second = ''] = recordsAsCsv(rows);
    const fields = head.trim().split(',');
    expect(fields.slice(0, 2)).toEqual(['artifact_id', 'class_name']);
    expect(fields).toContain('odd');
    expect(fields).toContain('other');
    expect(first.split(',')[fields.indexOf('odd')]).toBe('x');
    expect(second.split(',')[fields.indexOf('artifact_id')]).toBe('b');
    expect(fields).not.toContain('key');
    expect(JSON.parse(recordsAsJson(rows).join(''))).toEqual(rows.map(({ key: _key, ...row }) => row));
    expect(JSON.parse(recordsAsJson([]).join(''))).toEqual([]);
  });

  it('have the derived chain, and a column for each parameter', () => {
    const [head = '', first = '', second = ''] = recordsAsCsv([
      { ...record, operator_parameters: [{ name: 'n_components', value: 10 }] },
      { ...record, operator_parameters: [{ name: 'kernel', value: '=cmd()' }] },
    ]);
    const fields = head.trim().split(',');
    const cell = (line: string, field: string): string | undefined =>
      line.trim().split(',')[fields.indexOf(field)];
    expect(cell(first, 'derived_chain')).toBe('KFold > PLSRegression');
    expect(cell(first, 'parameters.n_components')).toBe('10');
    expect(cell(second, 'parameters.n_components')).toBe('');
    expect(cell(second, 'parameters.kernel')).toBe("'=cmd()");
    expect(fields).not.toContain('operator_parameters');
  });
});
