import fc from 'fast-check';
import type { TraceStep } from '../../shared/domain/manifest.ts';
import type { WayItem } from '../../shared/domain/way.ts';

const index = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(-1, 2 ** 40, Number.MIN_SAFE_INTEGER));
const maybe = (of: fc.Arbitrary<number>): fc.Arbitrary<number | null> => fc.option(of, { nil: null });
const branchPath = fc.array(fc.integer({ min: -1, max: 2 }), { maxLength: 4 });
const artifactId = fc.constantFrom(
  'p$a:0',
  'p$a:1',
  'p$b:all',
  'p$c:all',
  'p:3.1:all',
  'p:0:3:all',
  '__proto__',
);
const className = fc.constantFrom(
  '',
  'PCA',
  'SNV',
  'Ridge',
  'KFold',
  'PLSRegression',
  'MetaModel',
  'constructor',
);
const types = ['transform', 'model', 'splitter', 'y_processing', 'branch', 'merge', 'operator', 'config', ''];

const someItem = fc.record({
  shape: fc.constantFrom('v3', 'v2', 'noId'),
  artifactId: fc.option(artifactId, { nil: null }),
  chainPath: fc.constantFrom('', 's1.PCA', 's2.SNV[br=0]'),
  sourceIndex: maybe(fc.integer({ min: -1, max: 2 })),
  branchPath,
  stepIndex: maybe(index),
  substepIndex: maybe(index),
  foldId: maybe(index),
  artifactType: fc.constantFrom(null, 'transformer', 'model', 'meta_model', 'encoder', 'splitter', 'other'),
  className,
  dependsOn: fc.array(artifactId, { maxLength: 3 }),
});

const config = fc.constantFrom(
  {},
  { merge: 'predictions' },
  { merge: { features: [0] } },
  { source_branch: true },
  { feature_augmentation: ['a.PCA', ['a.SNV', { class: 'a.PCA' }]] },
  { concat_transform: [[], [[]], null] },
);

const someStep = fc.record({
  stepIndex: index,
  operatorType: fc.constantFrom(...types, 'feature_augmentation', 'concat_transform'),
  operatorClass: fc.oneof(className, fc.constantFrom('dict', 'list', 'PCA, SNV, PCA', 'predictions')),
  operatorConfig: fc.oneof(config, fc.anything()),
  branchPath,
  branchName: fc.constant(''),
  substepIndex: maybe(index),
  artifactIds: fc.array(artifactId, { maxLength: 4 }),
  producesBranches: fc.boolean(),
  sourceCount: fc.constant(1),
  durationMs: fc.constant(null),
  shapes: fc.constant({}),
});

/** Records of one manifest, as odd as a manifest can have them. */
export const someItems = fc
  .array(someItem, { maxLength: 14 })
  .map((items): WayItem[] => items.map((item, position) => ({ ...item, position })));
/** Steps of one trace. */
export const someSteps = fc
  .array(someStep, { maxLength: 14 })
  .map((steps): TraceStep[] => steps.map((step, ordinal) => ({ ...step, ordinal })));
