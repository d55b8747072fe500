import { describe, expect, it } from 'vitest';
import { cellLabel, fittedText } from '../../renderer/views/overview/cell-label.ts';
import { withoutIsolation } from '../../renderer/text/isolated.ts';
import type { SizeNode } from '../../shared/api/workspace/sizes.ts';

/** Each sign is ten pixels wide. */
const widthOf = (text: string): number => withoutIsolation(text).length * 10;

function named(name: string): SizeNode {
  const numbers = { bytes: 1, files: 1, records: 1, saved_bytes: 0 };
  return { id: name, parent: null, kind: 'class', name, manifest: null, type: 'model', ...numbers };
}

const label = (name: string, width: number): string =>
  withoutIsolation(cellLabel(widthOf, named(name), width));

describe('the label of an area', () => {
  it('is the name where it fits, else what people call it for short', () => {
    expect(label('PLSRegression', 130)).toBe('PLSRegression');
    expect(label('PLSRegression', 129)).toBe('PLS');
    expect(label('StandardNormalVariate', 30)).toBe('SNV');
    expect(label('RandomForestClassifier', 20)).toBe('RF');
  });

  it('is cut where there is no short name, and nothing where too little would be left', () => {
    expect(label('ElasticNet', 60)).toBe('Elast…');
    expect(label('ElasticNet', 40)).toBe('Ela…');
    expect(label('ElasticNet', 39)).toBe('');
    expect(label('PLSRegression', 20)).toBe('');
  });

  it('leaves out the module of a class', () => {
    expect(label('sklearn.pipeline.Pipeline', 250)).toBe('sklearn.pipeline.Pipeline');
    expect(label('sklearn.pipeline.Pipeline', 249)).toBe('Pipeline');
    expect(label('sklearn.pipeline.Pipeline', 60)).toBe('Pipel…');
    expect(label('odd.', 39)).toBe('');
  });

  it('keeps a name of another direction to itself, and letters whole, where it is cut', () => {
    const name = '\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd';
    expect(cellLabel(widthOf, named(name), 200)).toBe(`\u2068${name}\u2069`);
    expect(cellLabel(widthOf, named(name), 50)).toBe(`\u2068${name.slice(0, 4)}…\u2069`);
    expect(cellLabel(widthOf, named(name), 39)).toBe('');
    // An accent that is a sign of its own stays with its letter.
    expect(fittedText(widthOf, 'e\u0301e\u0301e\u0301e\u0301', 60)).toBe('e\u0301e\u0301…');
  });

  it('never needs more room than there is', () => {
    for (let width = 0; width < 120; width += 1)
      expect(widthOf(fittedText(widthOf, 'diesel 9.47 MB', width))).toBeLessThanOrEqual(width);
  });
});
