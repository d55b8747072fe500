import { PyFloat, type YamlObject, type YamlValue } from './emit-yaml.ts';
import type { Random } from './random.ts';

/** An operator of a pipeline with the parameters of one use. */
export interface Operator {
  readonly className: string;
  /** The dotted name in a configuration, class included. */
  readonly module: string;
  /** How `preprocessing_chain` abbreviates it. */
  readonly short: string;
  readonly params: YamlObject | null;
}

interface Entry {
  readonly module: string;
  readonly short?: string;
  /** Parameters that a use may set; about half of the uses set some. */
  readonly params?: (random: Random) => YamlObject;
}

const SCALERS: readonly Entry[] = [
  { module: 'sklearn.preprocessing._data.MinMaxScaler', short: 'MinMax' },
  { module: 'sklearn.preprocessing._data.StandardScaler', short: 'Std' },
  {
    module: 'sklearn.preprocessing._data.RobustScaler',
    short: 'Rbt',
    params: () => ({ quantile_range: [new PyFloat(5), new PyFloat(95)] }),
  },
];

const TRANSFORMERS: readonly Entry[] = [
  { module: 'nirs4all.operators.transforms.scalers.StandardNormalVariate', short: 'SNV' },
  { module: 'nirs4all.operators.transforms.nirs.MultiplicativeScatterCorrection', short: 'MSC' },
  {
    module: 'nirs4all.operators.transforms.nirs.SavitzkyGolay',
    short: 'SG',
    params: (random) => ({ window_length: 5 + 2 * random.integer(0, 9), polyorder: random.integer(2, 4) }),
  },
  { module: 'nirs4all.operators.transforms.nirs.FirstDerivative', short: '1stDer' },
  { module: 'nirs4all.operators.transforms.nirs.SecondDerivative', short: '2ndDer' },
  { module: 'nirs4all.operators.transforms.signal.Detrend', short: 'Detr' },
  {
    module: 'nirs4all.operators.transforms.signal.Gaussian',
    short: 'Gauss',
    params: (random) => ({ order: random.integer(0, 2), sigma: random.integer(1, 5) }),
  },
  { module: 'nirs4all.operators.transforms.nirs.Haar', short: 'Haar' },
  {
    module: 'sklearn.decomposition._pca.PCA',
    short: 'PCA',
    params: (random) => ({ n_components: random.integer(2, 30), whiten: random.chance(0.5) }),
  },
];

const MODELS: readonly Entry[] = [
  {
    module: 'sklearn.cross_decomposition._pls.PLSRegression',
    params: (random) => ({ n_components: random.integer(1, 40) }),
  },
  {
    module: 'sklearn.linear_model._ridge.Ridge',
    params: (random) => ({ alpha: random.pick([new PyFloat(1), 0.5, 0.1, 1e-5]) }),
  },
  {
    module: 'sklearn.neighbors._regression.KNeighborsRegressor',
    params: (random) => ({ n_neighbors: random.integer(2, 12) }),
  },
  {
    module: 'sklearn.ensemble._forest.RandomForestRegressor',
    params: (random) => ({ n_estimators: 50 * random.integer(1, 10), max_depth: null, random_state: 42 }),
  },
  {
    module: 'sklearn.svm._classes.SVR',
    params: (random) => ({
      kernel: random.pick(['rbf', 'linear', 'poly']),
      C: new PyFloat(10),
      gamma: 'scale',
    }),
  },
  {
    module: 'sklearn.ensemble._gb.GradientBoostingRegressor',
    params: (random) => ({ learning_rate: random.integer(1, 9) / 100, subsample: random.next() }),
  },
  {
    module: 'sklearn.linear_model._coordinate_descent.ElasticNet',
    params: () => ({ tol: 1e-6, max_iter: 5000 }),
  },
  { module: 'lightgbm.sklearn.LGBMRegressor', params: () => ({ num_leaves: 31, verbose: -1 }) },
];

/** Names of datasets; more of them get a number. Two are prefixes of others, as in real workspaces. */
const DATASETS = ['wheat', 'corn', 'corn2', 'soil', 'milk', 'leaf', 'lab_corn', 'meat', 'tablet', 'diesel'];

export const PIPELINE_NAMES = ['pls', 'stack', 'base', 'sweep', 'deriv', 'augmented', 'Q5_PLS', 'msc_ridge'];

/** What users call their models: most don't. */
export const MODEL_NAMES = ['Q5_PLS_10', 'ridge', 'PLS-4', 'trees', 'Modèle équilibré', 'best of 2025'];

export const BRANCH_NAMES = ['snv', 'msc', 'smooth', 'derivative', 'raw, detrended', 'a'];

export const DESCRIPTIONS = [
  'Protein in whole grains, second campaign, instrument moved to the new laboratory in May; compare with the first one',
  'Étalonnage de référence pour la matière sèche, à refaire avec les échantillons de 2026: voir le cahier de laboratoire',
  "Don't use for moisture: calibrated on dried samples only",
];

function use(random: Random, entry: Entry): Operator {
  const className = entry.module.slice(entry.module.lastIndexOf('.') + 1);
  const params = entry.params !== undefined && random.chance(0.5) ? entry.params(random) : null;
  return { className, module: entry.module, short: entry.short ?? className, params };
}

export const useScaler = (random: Random): Operator => use(random, random.pick(SCALERS));
export const useTransformer = (random: Random): Operator => use(random, random.pick(TRANSFORMERS));
export const useModel = (random: Random): Operator => use(random, random.pick(MODELS));

export const SPLITTER: Operator = {
  className: 'KFold',
  module: 'sklearn.model_selection._split.KFold',
  short: 'KFold',
  params: { n_splits: 5, shuffle: true, random_state: 42 },
};

export const META_MODULE = 'nirs4all.operators.models.meta.MetaModel';

/** A meta-model's item lists every parameter, also those left at their defaults. */
export const META_PARAMS: YamlObject = {
  alpha: 0.5,
  copy_X: true,
  fit_intercept: true,
  max_iter: null,
  positive: false,
  random_state: null,
  solver: 'auto',
  tol: 0.0001,
};

export function datasetNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const name = DATASETS[i % DATASETS.length] ?? 'dataset';
    return i < DATASETS.length ? name : `${name}_${Math.floor(i / DATASETS.length) + 1}`;
  });
}

/** An operator as a configuration writes it: its name alone when no parameter is set. */
export function operatorConfig(operator: Operator): YamlValue {
  return operator.params === null ? operator.module : { class: operator.module, params: operator.params };
}

/** What the library records as the version of the package that wrote a file. */
export function formatVersion(operator: Operator): string {
  return operator.module.startsWith('nirs4all.') ? '' : 'sklearn==1.9.1';
}
