import { describe, expect, it } from 'vitest';
import { shapeFacts, shapeText, traceFacts } from '../../renderer/inspector/trace-facts.ts';
import { yamlParts } from '../../renderer/inspector/yaml-parts.ts';
import { cutText, droppedParts, partWidths } from '../../renderer/kit/chain-line/fit-chain.ts';
import { chainParts, chainText } from '../../renderer/kit/chain-line/chain-text.ts';
import { findRow } from '../../renderer/kit/grid/find-row.ts';
import { readColumnWidths, writeColumnWidths } from '../../renderer/kit/grid/column-widths.ts';

describe('facts of the execution trace', () => {
  it('are one each of a map, and one of anything else', () => {
    expect(traceFacts({ alpha: 0.5, solver: 'auto', tol: null }, 'x')).toEqual([
      ['alpha', '0.5'],
      ['solver', 'auto'],
      ['tol', 'null'],
    ]);
    expect(traceFacts('PLS', 'class')).toEqual([['class', 'PLS']]);
    expect(traceFacts(null, 'x')).toEqual([]);
  });

  it('are cut where they are long, and hold nothing that would act on a terminal or a page', () => {
    const [[, value] = ['', '']] = traceFacts({ weights: Array.from({ length: 999 }, () => 1) }, 'x');
    expect(value.length).toBeLessThan(220);
    expect(traceFacts('a\u001B[31mb', 'x')[0]?.[1]).not.toContain('\u001B');
  });

  it('say shapes as products', () => {
    expect(shapeText([150, 2151])).toBe('150 × 2151');
    expect(
      shapeText([
        [150, 2],
        [150, null],
      ]),
    ).toBe('150 × 2, 150 × ?');
    expect(shapeFacts({ input_shape: [10, 5], output_shapes: [[10, 2]], other: null })).toEqual([
      ['input', '10 × 5'],
      ['output', '10 × 2'],
    ]);
  });
});

describe('lines of a manifest', () => {
  it.each([
    ['  class_name: Ridge', '  class_name:', ' Ridge'],
    ['- artifact_id: 0001$a:b', '- artifact_id:', ' 0001$a:b'],
    ['branch_path:', 'branch_path:', ''],
    ['  - 0', '', '  - 0'],
    ['http://x', '', 'http://x'],
    ['', '', ''],
  ])('%s', (line, key, rest) => {
    expect(yamlParts(line)).toEqual({ key, rest });
  });
});

const stop = (name: string, branch: number[] = [], substep: number | null = null, inferred = false) => ({
  step: 1,
  class: name,
  branch,
  source: null,
  substep,
  kind: 'way' as const,
  inferred,
  key: null,
});

describe('a chain line', () => {
  it('says what tells operators apart, and does not say it twice', () => {
    const parts = chainParts([
      { count: 1, stops: [stop('MinMaxScaler')] },
      { count: 1, stops: [stop('SNV', [0])] },
      { count: 3, stops: [stop('PLSRegression', [0], 1), stop('SVR', [0], 2)] },
      { count: 1, stops: [stop('Ridge', [0], null, true)] },
    ]);
    expect(chainText(parts)).toBe('MinMaxScaler › SNV br 0 › PLSRegression +2 › Ridge');
    expect(parts.map(({ isInferred }) => isInferred)).toEqual([false, false, false, true]);
  });

  it('drops parts from its middle, and never its ends', () => {
    expect(droppedParts([100, 80, 80, 120], 400)).toBe(0);
    // 52 + 40 + 40 + 120 just fits by shrinking.
    expect(droppedParts([100, 80, 80, 120], 252)).toBe(0);
    expect(droppedParts([100, 80, 80, 120], 251)).toBe(1);
    expect(droppedParts([100, 80, 80, 120], 10)).toBe(2);
    expect(droppedParts([100, 120], 10)).toBe(0);
    expect(droppedParts([120], 10)).toBe(0);
    expect(droppedParts([], 10)).toBe(0);
  });
});

describe('a chain line that is too long', () => {
  const widthOf = (text: string): number => Array.from(text).length * 10;

  it('is cut by letters, so that what comes behind stands close', () => {
    expect(cutText('PLSRegression', 200, widthOf)).toBe('PLSRegression');
    expect(cutText('PLSRegression', 60, widthOf)).toBe('PLSRe…');
    expect(cutText('PLSRegression', 5, widthOf)).toBe('P…');
    expect(cutText('', 0, widthOf)).toBe('');
  });

  it('takes from its middle, then from its beginning, and from its end last', () => {
    expect(partWidths([100, 80, 60, 120], 400)).toEqual([100, 80, 60, 120]);
    expect(partWidths([100, 80, 60, 120], 330)).toEqual([100, 60, 50, 120]);
    expect(partWidths([100, 80, 60, 120], 260)).toEqual([60, 40, 40, 120]);
    expect(partWidths([100, 80, 60, 120], 242)).toEqual([52, 40, 40, 110]);
    expect(partWidths([120], 50)).toEqual([50]);
  });

  it('leaves room for what says where a part stands, so that its end is not pushed out of the line', () => {
    const parts = [100, 140, 140, 120];
    const fixed = [0, 60, 60, 0];
    expect(droppedParts(parts, 372, fixed)).toBe(0);
    expect(partWidths(parts, 372, fixed)).toEqual([52, 100, 100, 120]);
    expect(droppedParts(parts, 371, fixed)).toBe(1);
    expect(droppedParts(parts, 297, fixed)).toBe(2);
  });

  it('does not say of the only source that it is the first', () => {
    const own = { ...stop('MinMaxScaler', [], 0), source: 0 };
    expect(chainText(chainParts([{ count: 1, stops: [own] }]))).toBe('MinMaxScaler');
    const second = { ...stop('MinMaxScaler', [], 1), source: 1 };
    expect(chainText(chainParts([{ count: 1, stops: [second] }]))).toBe('MinMaxScaler src 1 sub 1');
  });
});

describe('letters in a list', () => {
  const names = ['Ridge', 'SNV', 'SVR', 'snv', 'PCA'];
  const at = (index: number): string | null => names[index] ?? null;

  it('find the next row that begins so, whatever the case, and go round', () => {
    expect(findRow('s', 0, names.length, at)).toBe(1);
    expect(findRow('s', 2, names.length, at)).toBe(2);
    expect(findRow('sn', 2, names.length, at)).toBe(3);
    expect(findRow('r', 4, names.length, at)).toBe(0);
    expect(findRow('x', 0, names.length, at)).toBeNull();
    expect(findRow('a', 0, 0, at)).toBeNull();
  });
});

describe('widths of columns', () => {
  it('come back as they were kept, and nonsense does not', () => {
    const widths = { size: 80, 'odd=name': 200 };
    expect(readColumnWidths(writeColumnWidths(widths))).toEqual(widths);
    expect(readColumnWidths('size=-5 x=NaN y=99999 =40 ok=40')).toEqual({ ok: 40 });
    expect(readColumnWidths(null)).toEqual({});
  });
});
