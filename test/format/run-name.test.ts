import { describe, expect, it } from 'vitest';
import { datasetHint, parsePipelineId, parseRunName } from '../../shared/format/run-name.ts';
import { expectedFacts } from './reference.ts';

describe('run folders', () => {
  it('hint at the dataset of every real manifest', () => {
    for (const { path, dataset } of expectedFacts.flatMap((expected) => expected.manifests)) {
      expect(datasetHint(path.split('/')[1] ?? '')).toBe(dataset);
    }
  });

  it.each([
    ['2025-11-21_corn', '2025-11-21', 'corn'],
    ['corn', null, 'corn'],
    ['lab_corn', null, 'lab_corn'],
    ['2025-01-01_corn2', '2025-01-01', 'corn2'],
    ['2025-13-01_corn', null, '2025-13-01_corn'],
    ['2025-01-01_', null, '2025-01-01_'],
    ['2025-01-01', null, '2025-01-01'],
    ['2025-01-01_2025-01-02_x', '2025-01-01', '2025-01-02_x'],
  ])('%s', (runName, date, dataset) => {
    expect(parseRunName(runName)).toEqual({ date, dataset });
  });
});

describe('pipeline ids', () => {
  it('of real manifests are number and name', () => {
    for (const manifest of expectedFacts.flatMap((expected) => expected.manifests)) {
      const parts = parsePipelineId(manifest.pipeline_id);
      expect(`${parts?.name}_${parts?.hash}`).toBe(manifest.name);
      expect(String(parts?.number).padStart(4, '0')).toBe(manifest.pipeline_id.split('_')[0]);
    }
  });

  it.each([
    ['0006_retrain_full_0001_pro_a70d38', { number: 6, name: 'retrain_full_0001_pro', hash: 'a70d38' }],
    ['0001_2daa0a', { number: 1, name: null, hash: '2daa0a' }],
    ['12345_x_2daa0a', { number: 12345, name: 'x', hash: '2daa0a' }],
    ['1_x_2daa0a', null],
    ['0001_x', null],
    ['0001_x_2DAA0A', null],
    ['copy of 0001_x_2daa0a', null],
    ['', null],
  ])('%s', (pipelineId, parts) => {
    expect(parsePipelineId(pipelineId)).toEqual(parts);
  });
});
