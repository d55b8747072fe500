import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import type { ShownRecord } from '../../shared/api/records/records.ts';
import { FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { scanned, ungraced } from '../support/scanning.ts';
import { WorkspaceBuilder, v3Item, v3Manifest, type Item } from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

/** What Stemma adds to an item. */
const ADDED = ['manifest', 'position', 'dataset', 'file', 'file_status'];

/** The manifest's own part of a shown record, keys in their order. */
function itemOf(record: ShownRecord): [string, unknown][] {
  return Object.entries(record).filter(([key]) => !ADDED.includes(key));
}

/** A copy of a manifest whose items hold keys and values that nirs4all doesn't write. */
function listOne(item: Item): ShownRecord {
  const builder = new WorkspaceBuilder();
  builder.manifest('runs/corn/0001_pls_aaaaaa', v3Manifest('corn', [item]));
  const { index } = scanned(builder.root);
  const [record] = listRecords(ungraced(index), {}, { by: 'place' }, { limit: 10 }).records;
  if (record === undefined) throw new Error('the record is not listed');
  return record;
}

describe.each(FIXTURES)('Records of the real workspace %s', (name) => {
  it('have every field as their manifest has it', () => {
    const root = fixtureWorkspace(name);
    const context = ungraced(scanned(root).index);
    const { records } = listRecords(context, {}, { by: 'place' }, { limit: 100_000 });
    let seen = 0;
    for (const { manifest } of listPipelines(context)) {
      const document = load(readFileSync(join(root, manifest), 'utf8')) as {
        dataset: string;
        artifacts: Item[] | { items: Item[] };
      };
      const items = Array.isArray(document.artifacts) ? document.artifacts : document.artifacts.items;
      const shown = records.filter((record) => record.manifest === manifest);
      expect(shown.map(itemOf)).toEqual(items.map((item) => Object.entries(item)));
      expect(shown.map(({ position }) => position)).toEqual(items.map((_item, position) => position));
      expect(shown.every(({ dataset }) => dataset === document.dataset)).toBe(true);
      seen += shown.length;
    }
    expect(seen).toBe(records.length);
  });
});

describe('A record', () => {
  it('has the fields of an item as nirs4all writes it', () => {
    const item = v3Item('bytes', {
      fold_id: 2,
      branch_path: [0, 3],
      source_index: 1,
      custom_name: 'Größe "x"',
    });
    expect(itemOf(listOne(item))).toEqual(Object.entries(item));
  });

  it('keeps keys that Stemma does not know', () => {
    const item = v3Item('bytes', {
      later_key: { deep: [1, { nested: null }] },
      'über key': 'x',
      __proto: 1,
      constructor: 'c',
    });
    expect(itemOf(listOne(item))).toEqual(Object.entries(item));
  });

  it.each([
    ['null for every key', Object.fromEntries(Object.keys(v3Item('x')).map((key) => [key, null]))],
    ['lists for texts', { custom_name: ['a'], class_name: ['b'], chain_path: ['c'], format: ['joblib'] }],
    [
      'texts for numbers',
      { step_index: '4', substep_index: '0', fold_id: '1', version: '3', size_bytes: '10' },
    ],
    ['texts for lists', { branch_path: '0.1', depends_on: 'x', params: 'none' }],
    ['branches that are no numbers', { branch_path: ['0', true, null] }],
    ['numbers below zero', { step_index: -1, size_bytes: -5, branch_path: [-1, 2], fold_id: -3 }],
    ['fractions', { step_index: 1.5, size_bytes: 10.25, fold_id: 0.5, branch_path: [0.5] }],
    ['numbers for texts', { custom_name: 12, class_name: 3.5, created_at: 2026, format_version: 1 }],
    ['truth for texts', { custom_name: true, class_name: false }],
    ['another order of the hash', { content_hash: 'SHA256:ABC', nirs4all_version: null }],
    ['a hash in capitals', { content_hash: `sha256:${'AB'.repeat(32)}` }],
    ['a hash without its mark', { content_hash: 'ab'.repeat(32) }],
    ['a time without zone', { created_at: '2026-01-05T08:30:00.254607' }],
    ['a time of another zone', { created_at: '2026-01-05T08:30:00.254607+02:00' }],
    ['a time without fraction', { created_at: '2026-01-05T08:30:00+00:00' }],
    ['a fraction of zeros', { created_at: '2026-01-05T08:30:00.000000+00:00' }],
    ['a time before 1970', { created_at: '1969-12-31T23:59:59.999999+00:00' }],
    ['a time in the year 9999', { created_at: '9999-12-31T23:59:59.999999+00:00' }],
    ['the 30th of February', { created_at: '2026-02-30T08:30:00.254607+00:00' }],
    ['a leap second', { created_at: '2026-06-30T23:59:60.000001+00:00' }],
    ['the 24th hour', { created_at: '2026-06-30T24:00:00.000001+00:00' }],
    ['params alone', { params: { final: true } }],
    ['sources alone', { depends_on: ['a$b:0'] }],
    ['no time', { created_at: 'yesterday' }],
    [
      'params and sources',
      { params: { final: 1e-9, list: [[]] }, depends_on: ['a$b:0', 'c'], meta_config: {} },
    ],
    [
      'texts that look like other things',
      { custom_name: '2.0', class_name: 'null', format: '~', chain_path: '' },
    ],
    ['texts in all scripts', { custom_name: 'données 光谱 \u{1F33D} e\u0301', class_name: 'Ünï_Çlass' }],
    [
      'signs that need quotes',
      { custom_name: 'a: b # c\n\td "e" \'f\' \\ \u0085 \u2028', chain_path: ' x ' },
    ],
    ['empty texts', { artifact_id: '', custom_name: '', format: '', artifact_type: '' }],
  ])('keeps %s', (_what, keys) => {
    const item = v3Item('bytes', keys);
    expect(itemOf(listOne(item))).toEqual(Object.entries(item));
  });

  it('gains no key that its item lacks', () => {
    const { version: _version, ...item } = v3Item('bytes');
    expect(itemOf(listOne(item))).toEqual(Object.entries(item));
  });

  it('keeps integers of any size to the digit, as text where numbers have not enough', () => {
    const record = listOne(
      v3Item('bytes', {
        huge: 123456789012345678901234567890n,
        large: 9007199254740991,
        step_index: 12345678901234567n,
      }),
    );
    expect(record['huge']).toBe('123456789012345678901234567890');
    expect(record['large']).toBe(9007199254740991);
    expect(record['step_index']).toBe('12345678901234567');
  });

  it('keeps what JSON has no word for as the text that YAML uses', () => {
    const record = listOne(
      v3Item('bytes', { up: Infinity, down: -Infinity, none: Number.NaN, size_bytes: Infinity }),
    );
    expect(record).toMatchObject({ up: '.inf', down: '-.inf', none: '.nan', size_bytes: '.inf' });
  });

  it('keeps a key called __proto__ as a key', () => {
    const item = v3Item('bytes');
    Object.defineProperty(item, '__proto__', { value: { polluted: true }, enumerable: true });
    const record = listOne(item);
    expect(Object.keys(record)).toContain('__proto__');
    expect(record['polluted']).toBeUndefined();
  });
});

describe('Statistics', () => {
  it.each([
    ['sizes near the largest integer', 9.2e18],
    ['sizes beyond any integer', 1e300],
    ['infinite sizes', Infinity],
    ['negative sizes', -5],
  ])('survive %s', (_what, size) => {
    const builder = new WorkspaceBuilder();
    const items = ['a', 'b', 'c'].map((content) => v3Item(content, { size_bytes: size }));
    builder.manifest('runs/corn/0001_pls_aaaaaa', v3Manifest('corn', items));
    const { totals } = complete(statistics(ungraced(scanned(builder.root).index)));
    expect(totals.records).toBe(3);
    expect(totals.recorded_bytes).toBeGreaterThanOrEqual(0);
  });
});
