import { describe, expect, it } from 'vitest';
import { jsonDocument, jsonText } from '../../shared/text/json-text.ts';
import { makePage, wantsColour } from '../../electron/cli/output/page.ts';
import { table, type Column } from '../../electron/cli/output/table.ts';
import { cutToWidth, widthOf } from '../../electron/cli/output/text-width.ts';
import { fixtureWorkspace, stemma } from './support.ts';

const page = makePage({
  isTerminal: false,
  columns: undefined,
  colour: false,
  nowMs: 0,
  namer: { one: 'manifest', many: 'manifests' },
});

describe('colour', () => {
  it('is for terminals alone, and can be refused', () => {
    expect(wantsColour(true, true, {})).toBe(true);
    expect(wantsColour(false, true, {})).toBe(false);
    expect(wantsColour(true, false, {})).toBe(false);
    expect(wantsColour(true, true, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour(true, true, { NO_COLOR: '' })).toBe(true);
    expect(wantsColour(true, true, { TERM: 'dumb' })).toBe(false);
  });

  it('is nowhere in a pipe', async () => {
    const workspace = fixtureWorkspace('corn');
    for (const args of [[], ['--no-color']]) {
      const { out } = await stemma(['stats', ...args, '-w', workspace], { env: { NO_COLOR: '1' } });
      expect(out).toContain('On disk');
      expect(out).not.toContain('\u001b');
    }
  });
});

describe('a table', () => {
  interface Row {
    readonly name: string;
    readonly size: string;
    readonly note: string;
  }
  const columns: Column<Row>[] = [
    { title: 'Name', value: (row) => row.name, shrinkTo: 10 },
    { title: 'Size', value: (row) => row.size, align: 'right' },
    { title: 'Note', value: (row) => row.note, leaves: 1 },
  ];

  it('aligns numbers right and leaves out empty columns', () => {
    const rows = [
      { name: 'a', size: '1 B', note: '' },
      { name: 'bcdef', size: '100 kB', note: '' },
    ];
    expect(table(columns, rows, page)).toBe('Name     Size\na         1 B\nbcdef  100 kB\n');
  });

  it('cuts what may be cut, and drops what may leave, to fit', () => {
    const narrow = { ...page, width: 20 };
    const text = table(
      columns,
      [{ name: 'model_PLSRegression_of_corn', size: '1 B', note: 'a long note' }],
      narrow,
    );
    expect(text).toBe('Name            Size\nmodel_P…f_corn   1 B\n');
  });

  it('measures wide signs and escapes hidden ones', () => {
    const rows = [
      { name: '\u6f22\u5b57', size: '1 B', note: '' },
      { name: 'x\u001b[2J', size: '2 B', note: '' },
    ];
    expect(table(columns, rows, page)).toBe('Name      Size\n\u6f22\u5b57       1 B\nx\\x1b[2J   2 B\n');
  });

  it('never cuts wider than asked', () => {
    expect(widthOf(cutToWidth('\u6f22\u5b57'.repeat(20), 9))).toBeLessThanOrEqual(9);
  });
});

describe('JSON', () => {
  it('holds what it was given, without signs that could fool a reader', () => {
    const value = { text: 'a\u202eb\u009bc\u{e0001}d\ue000', list: [1, { two: null }], none: [] };
    const text = [...jsonDocument(value)].join('');
    expect(text).not.toMatch(/[\u007f-\u009f]|\p{Cf}/u);
    expect(JSON.parse(text)).toEqual(value);
    expect(JSON.parse(jsonText('\u2028'))).toBe('\u2028');
  });
});
