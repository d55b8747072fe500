import { describe, expect, it } from 'vitest';
import { deriveWay } from '../../electron/registry/way/derive-way.ts';
import { readPipeline, showWay } from './support.ts';

function wayLines(short: string): string[] {
  const { items, steps } = readPipeline(short);
  return showWay(deriveWay(items, steps));
}

const WHEAT = 'branches-stacking/wheat';
const SENSORS = 'branches-stacking/two_sensors';

describe('a pipeline without branches', () => {
  it('lets features pass by the target encoder and the splitter', () => {
    expect(wayLines('corn/corn/0002')).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s2 StandardScaler sub 1 target after 0',
      '2 s3 SavitzkyGolay src 0 sub 0 < 0',
      '3 s4 FirstDerivative src 0 sub 0 < 2',
      '4 s5 KFold splitter x0 after 3',
      '5 s6 PLSRegression sub 0 model x5 < 3',
    ]);
  });

  it('keeps a step that does nothing, off the way', () => {
    expect(wayLines(`${WHEAT}/0013`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s2 () structure x0 after 0',
      '2 s3 KFold splitter x0 after 0',
      '3 s4 PLSRegression sub 0 model x3 < 0',
    ]);
  });

  it('keeps a model that was loaded and not stored', () => {
    expect(wayLines('bundle-and-library/sugar/0005').at(-1)).toBe('2 s3 joblib model x0 < 1');
  });

  it('has several models of one step beside each other', () => {
    expect(wayLines(`${WHEAT}/0008`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s2 KFold splitter x0 after 0',
      '2 s3 PLSRegression sub 0 model x3 < 0',
      '3 s3 PLSRegression sub 1 model x3 < 0',
      '4 s3 Ridge sub 2 model x3 < 0',
    ]);
  });
});

describe('branches', () => {
  it('run their own operators one after the other, and the later steps in each', () => {
    expect(wayLines(`${WHEAT}/0001`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s2 KFold splitter x0 after 0',
      '2 s3 StandardNormalVariate br 0 src 0 sub 0 < 0',
      '3 s3 MultiplicativeScatterCorrection br 1 src 0 sub 1 < 0',
      '4 s3 FirstDerivative br 1 src 0 sub 2 < 3',
      '5 s4 PLSRegression br 0 sub 0 model x3 < 2',
      '6 s4 PLSRegression br 1 sub 0 model x3 < 4',
      '7 s5 Ridge br 0 sub 0 model x3 < 2',
      '8 s5 Ridge br 1 sub 0 model x3 < 4',
    ]);
  });

  it('nest, and a merge of predictions takes the models of all that are open', () => {
    expect(wayLines(`${WHEAT}/0002`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s2 KFold splitter x0 after 0',
      '2 s3 StandardNormalVariate br 0 src 0 sub 0 < 0',
      '3 s3 SavitzkyGolay br 0.0 src 0 sub 1 < 2',
      '4 s3 PLSRegression br 0.0 sub 1 model x3 < 3',
      '5 s3 Ridge br 0.0 sub 2 model x3 < 3',
      '6 s3 FirstDerivative br 0.1 src 0 sub 2 < 2',
      '7 s3 PLSRegression br 0.1 sub 1 model x3 < 6',
      '8 s3 PLSRegression br 0.1 sub 2 model x3 < 6',
      '9 s3 MultiplicativeScatterCorrection br 1 src 0 sub 3 < 0',
      '10 s3 PLSRegression br 1 sub 1 model x3 < 9',
      '11 s4 predictions structure x0 < 4 5 7 8 10',
      '12 s5 Ridge sub 0 model x3 < 11',
    ]);
  });

  it('of a fork right behind a fork are inferred: the trace names the inner index alone', () => {
    expect(wayLines(`${WHEAT}/0003`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s2 KFold splitter x0 after 0',
      '2 s3 StandardNormalVariate br 0 src 0 sub 0 < 0',
      '3 s3 MultiplicativeScatterCorrection br 1 src 0 sub 1 < 0',
      '~4 s4 FirstDerivative br 0 sub 0 x0 < ~2',
      '~5 s4 Detrend br 1 sub 0 x0 < ~3',
      '6 s5 PLSRegression br 0.0 sub 0 model x3 < ~4',
      '7 s5 PLSRegression br 0.1 sub 0 model x3 < ~4',
      '8 s5 PLSRegression br 1.0 sub 0 model x3 < ~5',
      '9 s5 PLSRegression br 1.1 sub 0 model x3 < ~5',
    ]);
  });

  it('without transformers start at the trunk', () => {
    expect(wayLines(`${WHEAT}/0007`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s2 KFold splitter x0 after 0',
      '2 s3 StandardNormalVariate br 0 src 0 sub 0 < 0',
      '3 s3 PLSRegression br 0 sub 1 model x3 < 2',
      '4 s3 MultiplicativeScatterCorrection br 1 src 0 sub 1 < 0',
      '5 s3 KNeighborsRegressor br 1 sub 1 model x3 < 4',
      '6 s3 DecisionTreeRegressor br 2 sub 0 model x3 < 0',
      '7 s4 predictions structure x0 < 3 5 6',
      '8 s5 Ridge sub 0 model x3 < 7',
    ]);
  });
});

describe('stacking', () => {
  it('hangs on what is written, and follows the features', () => {
    expect(wayLines(`${WHEAT}/0004`)).toEqual([
      '0 s1 StandardNormalVariate src 0 sub 0',
      '1 s2 KFold splitter x0 after 0',
      '2 s3 PLSRegression sub 0 model x3 < 0',
      '3 s4 KNeighborsRegressor sub 0 model x3 < 0',
      '4 s5 Ridge meta x3 after 0 needs 2 3',
    ]);
  });

  it('inside branches may take models of other branches', () => {
    expect(wayLines(`${WHEAT}/0005`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s2 KFold splitter x0 after 0',
      '2 s3 StandardNormalVariate br 0 src 0 sub 0 < 0',
      '3 s3 MultiplicativeScatterCorrection br 1 src 0 sub 1 < 0',
      '4 s4 PLSRegression br 0 sub 0 model x3 < 2',
      '5 s4 PLSRegression br 1 sub 0 model x3 < 3',
      '6 s5 KNeighborsRegressor br 0 sub 0 model x3 < 2',
      '7 s5 KNeighborsRegressor br 1 sub 0 model x3 < 3',
      '8 s6 Ridge br 0 meta x3 after 2 needs 4 5 6 7',
      '9 s6 Ridge br 1 meta x3 after 3 needs 4 5 6 7',
    ]);
  });

  it('takes a meta-model of the level below', () => {
    expect(wayLines(`${WHEAT}/0006`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s2 KFold splitter x0 after 0',
      '2 s3 PLSRegression sub 0 model x3 < 0',
      '3 s4 Ridge sub 0 model x3 < 0',
      '4 s5 DecisionTreeRegressor sub 0 model x3 < 0',
      '5 s6 Ridge meta x3 after 0 needs 2 3 4',
      '6 s7 ElasticNet meta x3 after 0 needs 5 3',
    ]);
  });
});

describe('two sources', () => {
  it('stay apart until a model takes both', () => {
    expect(wayLines(`${SENSORS}/0001`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s1 MinMaxScaler src 1 sub 1',
      '2 s2 StandardScaler sub 1 target after 0 1',
      '3 s3 KFold splitter x0 after 0 1',
      '4 s4 StandardNormalVariate src 0 sub 0 < 0',
      '5 s4 StandardNormalVariate src 1 sub 1 < 1',
      '6 s5 PLSRegression sub 0 model x3 < 4 5',
    ]);
  });

  it('have operators of their own, one after the other, in a branch over sources', () => {
    expect(wayLines(`${SENSORS}/0002`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s1 MinMaxScaler src 1 sub 1',
      '2 s2 KFold splitter x0 after 0 1',
      '3 s3 StandardNormalVariate src 0 sub 0 < 0',
      '4 s3 MultiplicativeScatterCorrection src 1 sub 1 < 1',
      '5 s3 PCA src 1 sub 2 < 4',
      '6 s4 PLSRegression sub 0 model x3 < 3 5',
    ]);
  });

  it('stay apart inside branches', () => {
    expect(wayLines(`${SENSORS}/0003`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s1 MinMaxScaler src 1 sub 1',
      '2 s2 KFold splitter x0 after 0 1',
      '3 s3 StandardNormalVariate br 0 src 0 sub 0 < 0',
      '4 s3 StandardNormalVariate br 0 src 1 sub 1 < 1',
      '5 s3 PCA br 0 src 0 sub 2 < 3',
      '6 s3 PCA br 0 src 1 sub 3 < 4',
      '7 s3 MultiplicativeScatterCorrection br 1 src 0 sub 4 < 0',
      '8 s3 MultiplicativeScatterCorrection br 1 src 1 sub 5 < 1',
      '9 s4 PLSRegression br 0 sub 0 model x3 < 5 6',
      '10 s4 PLSRegression br 1 sub 0 model x3 < 7 8',
      '11 s5 Ridge br 0 sub 0 model x3 < 5 6',
      '12 s5 Ridge br 1 sub 0 model x3 < 7 8',
      '13 s6 Ridge br 0 meta x3 after 5 6 needs 9 11',
      '14 s6 Ridge br 1 meta x3 after 7 8 needs 10 12',
    ]);
  });
});

describe('steps of several operators', () => {
  it('augment features beside each other', () => {
    expect(wayLines(`${WHEAT}/0024`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '1 s2 StandardNormalVariate src 0 sub 0 < 0',
      '2 s2 FirstDerivative src 0 sub 1 < 0',
      '3 s2 Gaussian src 0 sub 2 < 0',
      '4 s3 KFold splitter x0 after 1 2 3',
      '5 s4 PLSRegression sub 0 model x3 < 1 2 3',
    ]);
  });

  it('concatenate, with chains of their own where the configuration says so', () => {
    expect(wayLines(`${WHEAT}/0025`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '~1 s2 PCA < ~0',
      '~2 s2 StandardNormalVariate < ~0',
      '~3 s2 PCA < ~2',
      '4 s3 KFold splitter x0 after ~1 ~3',
      '5 s4 PLSRegression sub 0 model x3 < ~1 ~3',
    ]);
  });

  it('filter samples on the way', () => {
    expect(wayLines(`${WHEAT}/0026`)).toEqual([
      '0 s1 MinMaxScaler src 0 sub 0',
      '~1 s2 YOutlierFilter < ~0',
      '2 s3 KFold splitter x0 after ~1',
      '3 s4 Ridge sub 0 model x3 < ~1',
    ]);
  });

  it('have their own part of the configuration', () => {
    const { items, steps } = readPipeline(`${WHEAT}/0025`);
    const [, first, second] = deriveWay(items, steps).nodes;
    expect(first?.operatorConfig).toEqual({
      class: 'sklearn.decomposition._pca.PCA',
      params: { n_components: 3 },
    });
    expect(second?.operatorConfig).toBe('nirs4all.operators.transforms.scalers.StandardNormalVariate');
  });
});

describe('older manifests', () => {
  it('of V2 join records to steps of the same place, and keep operators inside branches', () => {
    expect(wayLines('old-layout/2025-12-14_corn/0002')).toEqual([
      '~0 s1 MinMaxScaler',
      '1 s2 (config) structure x0 after ~0',
      '2 s3 (branch) structure x0 < ~0',
      '~3 s3 StandardNormalVariate br 0 < ~2',
      '~4 s3 MultiplicativeScatterCorrection br 1 < ~2',
      '5 s4 PLSRegression br 0 model x3 < ~3',
      '6 s4 PLSRegression br 1 model x3 < ~4',
    ]);
  });

  it('of V2 know target encoders by the step', () => {
    expect(wayLines('old-layout/2025-12-14_corn/0001')).toEqual([
      '~0 s1 MinMaxScaler',
      '~1 s2 MinMaxScaler target after ~0',
      '~2 s3 StandardNormalVariate < ~0',
      '3 s4 (config) structure x0 after ~2',
      '4 s5 PLSRegression model x3 < ~2',
    ]);
  });

  it('of V1 are a line of unknown types, with the folded operators at its end as models', () => {
    expect(wayLines('old-layout/2025-11-21_corn/0001')).toEqual([
      '~0 s1 MinMaxScaler',
      '~1 s2 MinMaxScaler < ~0',
      '~2 s3 StandardNormalVariate < ~1',
      '~3 s5 PLSRegression model x3 < ~2',
    ]);
    expect(wayLines('old-layout/2025-11-26_corn/0002')).toEqual([
      '~0 s1 StandardNormalVariate',
      '~1 s2 FirstDerivative < ~0',
      '~2 s4 PLSRegression model x3 < ~1',
      '~3 s5 Ridge model x3 < ~1',
    ]);
  });

  it('of V1 tell no fold, so records stay in their order', () => {
    const { items, steps } = readPipeline('old-layout/2025-11-21_corn/0001');
    expect(deriveWay(items, steps).nodes.at(-1)?.records).toEqual([3, 4, 5]);
  });
});

describe('a pipeline that failed', () => {
  it('has no trace: all is inferred from the records', () => {
    expect(wayLines('orphans/wheat/0003_sensor')).toEqual([
      '~0 s1 MinMaxScaler src 0 sub 0',
      '~1 s3 StandardNormalVariate src 0 sub 0 < ~0',
      '~2 s4 Ridge sub 0 model x3 < ~1',
    ]);
    const { items, steps } = readPipeline('orphans/wheat/0003_sensor');
    expect(deriveWay(items, steps)).toMatchObject({ traced: false, inferred: true });
  });
});
