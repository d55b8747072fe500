import { describe, expect, it } from 'vitest';
import { deriveWay } from '../../electron/registry/way/derive-way.ts';
import { wayOf } from '../../electron/registry/way/way-of.ts';
import { readPipeline, showLine } from './support.ts';

function lineOf(short: string, position: number): string {
  const { items, steps } = readPipeline(short);
  const way = deriveWay(items, steps);
  return showLine(way, wayOf(way, position));
}

const WHEAT = 'branches-stacking/wheat';

describe('the way of one record', () => {
  it('goes through all features, with encoder and splitter at its side', () => {
    expect(lineOf('corn/corn/0002', 7)).toBe(
      '0 MinMaxScaler > [1 StandardScaler] > 2 SavitzkyGolay > 3 FirstDerivative > [4 KFold] > 5 PLSRegression',
    );
  });

  it('of an encoder ends with itself', () => {
    expect(lineOf('corn/corn/0002', 1)).toBe('0 MinMaxScaler > 1 StandardScaler');
  });

  it('stays in its branch', () => {
    expect(lineOf(`${WHEAT}/0001`, 13)).toBe(
      '0 MinMaxScaler > [1 KFold] > 3 MultiplicativeScatterCorrection > 4 FirstDerivative > 8 Ridge',
    );
  });

  it('of a meta-model names its inputs', () => {
    expect(lineOf(`${WHEAT}/0004`, 8)).toBe(
      '0 StandardNormalVariate > [1 KFold] > {2 PLSRegression + 3 KNeighborsRegressor} > 4 Ridge',
    );
  });

  it('behind a merge has its branches beside each other', () => {
    expect(lineOf(`${WHEAT}/0007`, 12)).toBe(
      '0 MinMaxScaler > [1 KFold] > 2 StandardNormalVariate + 4 MultiplicativeScatterCorrection' +
        ' > {3 PLSRegression + 5 KNeighborsRegressor + 6 DecisionTreeRegressor} > 7 predictions > 8 Ridge',
    );
  });

  it('of two sources has them beside each other', () => {
    expect(lineOf('branches-stacking/two_sensors/0002', 5)).toBe(
      '0 MinMaxScaler + 1 MinMaxScaler > [2 KFold] > 4 MultiplicativeScatterCorrection' +
        ' > 3 StandardNormalVariate + 5 PCA > 6 PLSRegression',
    );
  });

  it('is none for a record of another pipeline', () => {
    expect(lineOf('corn/corn/0002', 99)).toBe('none');
  });
});
