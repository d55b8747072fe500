/**
 * What people call operators for short, and the classes that they mean by it. The first group is nirs4all's own (0.6.2,
 * `pipeline/storage/manifest_manager.py`: `abbrev_to_class` and the replacements of `_format_preprocessings`, the same as
 * `SpectroDataset.short_preprocessings_str`), the second its aliases (`operators/models/sklearn/nlpls.py` and `fckpls.py`), the third what
 * the field calls classes of nirs4all and scikit-learn.
 */
const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  SNV: ['StandardNormalVariate'],
  MSC: ['MultiplicativeScatterCorrection'],
  EMSC: ['ExtendedMultiplicativeScatterCorrection'],
  ExtendedMSC: ['ExtendedMultiplicativeScatterCorrection'],
  RSNV: ['RobustStandardNormalVariate'],
  SG: ['SavitzkyGolay'],
  '1stDer': ['FirstDerivative'],
  '2ndDer': ['SecondDerivative'],
  Detr: ['Detrend'],
  Gauss: ['Gaussian'],
  Log: ['LogTransform'],
  MinMax: ['MinMaxScaler'],
  Rbt: ['RobustScaler'],
  Std: ['StandardScaler'],
  Quant: ['QuantileTransformer'],
  Pow: ['PowerTransformer'],
  AreaNorm: ['AreaNormalization'],

  NLPLS: ['KernelPLS'],
  KPLS: ['KernelPLS'],
  FractionalPLS: ['FCKPLS'],

  LSNV: ['LocalStandardNormalVariate'],
  SavGol: ['SavitzkyGolay'],
  PLS: ['PLSRegression'],
  PLSR: ['PLSRegression'],
  RF: ['RandomForestRegressor', 'RandomForestClassifier'],
  KNN: ['KNeighborsRegressor', 'KNeighborsClassifier'],
  LDA: ['LinearDiscriminantAnalysis'],
  MLP: ['MLPRegressor', 'MLPClassifier'],
  GPR: ['GaussianProcessRegressor'],
};

const CLASSES = new Map(
  Object.entries(SHORT_NAMES).map(([short, classes]) => [short.toLowerCase(), classes]),
);

const NONE: readonly string[] = [];

const SHORT = new Map(
  Object.entries(SHORT_NAMES)
    .toReversed()
    .flatMap(([short, classes]) => classes.map((name) => [name, short] as const)),
);

/** What people call a class for short, the first name of those that there are; null where it has none. */
export function shortNameOf(className: string): string | null {
  return SHORT.get(className) ?? null;
}

/** The classes that a word means as a short name, in any case; none where it is no short name. */
export function classesOfShortName(word: string): readonly string[] {
  return CLASSES.get(word.toLowerCase()) ?? NONE;
}
