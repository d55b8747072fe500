import { describe, expect, it } from 'vitest';
import { wayText } from '../../electron/cli/output/way-text.ts';
import type { WayStop } from '../../shared/api/chains/way.ts';

function stop(name: string, branch: number[] = [], more: Partial<WayStop> = {}): WayStop {
  return { step: 1, class: name, branch, source: null, substep: null, kind: 'way', inferred: false, ...more };
}

describe('The way to a record', () => {
  it('names a branch once', () => {
    const way = [[stop('MinMaxScaler')], [stop('SNV', [0])], [stop('PLS', [0])], [stop('Ridge', [0, 1])]];
    expect(wayText(way)).toBe('MinMaxScaler › SNV br 0 › PLS › Ridge br 0.1');
  });

  it('counts what stands beside the first, and says what is inferred', () => {
    const inputs = [stop('PLS', [], { kind: 'inputs' }), stop('Ridge'), stop('KNN')];
    expect(wayText([inputs, [stop('Meta', [], { inferred: true })]])).toBe(
      'PLS +2 › Meta (in part inferred)',
    );
  });
});
