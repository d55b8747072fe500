import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenSources } from '../../shared/format/source-models.ts';
import { expectAlways, often } from '../support/property.ts';

describe('the sources that a meta-model names', () => {
  it('are told with their features, by their places where these are not written', () => {
    expect(
      writtenSources({
        source_models: [
          { artifact_id: 'a', feature_index: 4 },
          { artifact_id: 'b' },
          { artifact_id: 12, feature_index: '1' },
          { artifact_id: 'd', feature_index: null },
          { artifact_id: 'e', feature_index: 0.5 },
          { artifact_id: 'f', feature_index: { toString: 1 } },
        ],
      }),
    ).toEqual([
      { target: 'a', feature: 4 },
      { target: 'b', feature: 1 },
      { target: '12', feature: 1 },
      { target: 'd', feature: 3 },
      { target: 'e', feature: 4 },
      { target: 'f', feature: 5 },
    ]);
  });

  it('are none where none are written', () => {
    for (const config of [null, undefined, 1, 'source_models', [], {}, { source_models: 'a' }])
      expect(writtenSources(config)).toEqual([]);
    expect(writtenSources({ source_models: [null, 'a', {}, [], { artifact_id: null }] })).toEqual([]);
    expect(writtenSources(Object.create({ source_models: [{ artifact_id: 'inherited' }] }))).toEqual([]);
  });

  it('are read of anything', () => {
    expectAlways(
      fc.property(fc.anything(), (models) => {
        const found = writtenSources({ source_models: models });
        expect(found.length).toBeLessThanOrEqual(Array.isArray(models) ? models.length : 0);
        expect(found.every(({ feature }) => Number.isInteger(feature))).toBe(true);
      }),
      often(300, 5000),
    );
  });
});
