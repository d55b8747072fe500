import { describe, expect, it } from 'vitest';
import { pipelineName } from '../../renderer/kit/pipelines/pipeline-name.ts';
import { findRow } from '../../renderer/kit/grid/find-row.ts';
import { datasetName, datasetPrefix } from '../../renderer/text/dataset-name.ts';
import { isolated, withoutIsolation } from '../../renderer/text/isolated.ts';

const HEBREW = '\u05ea\u05d9\u05e8\u05e1';

describe('a name of another direction', () => {
  it('keeps its direction to itself', () => {
    expect(isolated(HEBREW)).toBe(`\u2068${HEBREW}\u2069`);
    expect(isolated('\u0642\u0645\u062d 2026')).toBe('\u2068\u0642\u0645\u062d 2026\u2069');
    expect(datasetName(HEBREW)).toBe(isolated(HEBREW));
    expect(datasetPrefix(HEBREW)).toBe(`${isolated(HEBREW)} › `);
    expect(pipelineName({ pipeline_id: HEBREW, name: null, manifest: 'm' })).toBe(isolated(HEBREW));
  });

  it('leaves all others as they are', () => {
    for (const name of ['corn', 'Weizen_\u00e4', '\u5c0f\u9ea6', '', 'a › b'])
      expect(isolated(name)).toBe(name);
    expect(datasetName('')).toBe('No dataset');
  });

  it('is found by its first letter all the same', () => {
    expect(withoutIsolation(isolated(HEBREW))).toBe(HEBREW);
    expect(findRow(HEBREW.charAt(0), 0, 2, (at) => ['corn', isolated(HEBREW)][at] ?? null)).toBe(1);
  });
});
