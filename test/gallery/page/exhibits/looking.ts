import { FAILURES } from '../failures.ts';
import type { Exhibit } from '../exhibit.ts';
import { pending, refuse } from '../answers.ts';
import { inWorkspace, withStatus } from '../in-window.ts';

const STACKED = encodeURIComponent('runs/two_sensors/0003_source_stack_f19a6b/manifest.yaml');
const CUT_OFF = encodeURIComponent('runs/wheat/0001_keep_8850d6/manifest.yaml');
const BASE = encodeURIComponent('runs/corn/0001_base_8eace2/manifest.yaml');
const CUT = encodeURIComponent('binaries/corn/model_PLSRegression_11d34321ea5f.joblib');
const ORPHAN = encodeURIComponent('binaries/wheat/model_Ridge_e7242d0e54c2.joblib');
const FAILED = encodeURIComponent('runs/wheat/0003_sensor_71d63f/manifest.yaml');

/** The overview, beside the states that all views have. */
export const OVERVIEW: readonly Exhibit[] = [
  inWorkspace(
    'branches',
    'overview',
    ['overview-pointed', 'The map of sizes under the pointer', 'Click zooms to'],
    {
      steps: async (hands) => {
        hands.point(await hands.find('image', /^Sizes|The table holds the same numbers/));
      },
    },
  ),
  inWorkspace(
    'branches',
    'overview',
    ['growth-pointed', 'Growth under the pointer', /\d{4}-\d\d-\d\d .*· /],
    {
      steps: async (hands) => {
        await hands.find('row', /^model/);
        await hands.see('files still on disk');
        const chart = document.querySelector('.growth-chart');
        if (chart === null) throw new Error('There is no chart');
        hands.point(chart);
      },
    },
  ),
  inWorkspace(
    'branches',
    'overview',
    [
      'overview-dividing',
      'What the map waits for',
      [/Dividing .*files among .*records/, 'Biggest pipelines'],
    ],
    { core: () => ({ workspace: { sizes: pending() } }) },
  ),
  inWorkspace('branches', 'overview?by=pipeline', ['overview-by-pipeline', 'Sizes by pipeline', 'Biggest']),
  inWorkspace('datasets', 'overview?ds=corn2', ['overview-scoped', 'One dataset', ['corn2', 'Biggest']]),
  inWorkspace('datasets', 'overview?ds=barley', [
    'overview-no-dataset',
    'A dataset that is not there',
    'No pipeline and no file belongs to it.',
  ]),
  inWorkspace(
    'findings',
    'overview',
    [
      'overview-findings',
      'What is not as it should be',
      ['2 files are not what their records say', 'a number above the count', 'cut off'],
    ],
    { steps: (hands) => hands.press('button', 'Details') },
  ),
  inWorkspace('trashed', 'overview', [
    'overview-in-trash',
    'A file in the trash that a manifest names',
    ['1 file that a manifest names lies in the trash', 'Put it back'],
  ]),
  inWorkspace(
    'unreadable',
    'overview',
    ['overview-unreadable', 'A manifest that can’t be read', ['may name any file of wheat', '? shared']],
    { steps: (hands) => hands.press('button', 'Details') },
  ),
];

/** Chains, beside the states that all views have. */
export const CHAINS: readonly Exhibit[] = [
  inWorkspace('unreadable', 'chains', [
    'chains-use-not-known',
    'What only rows use is not known while a manifest can’t be read',
    ['wheat', '?'],
  ]),
  inWorkspace('branches', 'chains', ['chains-open', 'All rows open', /fold 0/], {
    steps: async (hands) => {
      await hands.find('row', /^wheat/);
      await hands.press('button', 'Open all');
    },
  }),
  inWorkspace('branches', 'chains?by=operator', ['chains-by-operator', 'By operator', 'PLSRegression'], {
    steps: async (hands) => {
      await hands.find('row', /^wheat/);
      await hands.press('button', 'Open all');
    },
  }),
  inWorkspace(
    'branches',
    'chains?by=operator',
    ['chains-by-operator-reading', 'By operator before the core answers', 'Putting equal operators together'],
    { core: () => ({ workspace: { operators: pending() } }) },
  ),
  inWorkspace(
    'branches',
    'chains?by=operator',
    [
      'chains-by-operator-waiting',
      'By operator while the ways are derived that a large scan left',
      ['Putting equal operators together', /Working out chains: .* of .* pipelines/],
    ],
    {
      core: (real) => ({
        workspace: {
          ...withStatus({ ways: { derived: 3120, total: 20_000 } })(real).workspace,
          operators: pending(),
        },
      }),
    },
  ),
  inWorkspace('branches', 'chains?q=zzz', ['chains-no-match', 'No match', 'No record matches']),
  inWorkspace(
    'orphans',
    `chains?sel=p:${FAILED}`,
    ['chains-what-if', 'What deleting a pipeline would free', [/frees/, 'Review plan…']],
    {
      steps: async (hands) => {
        await hands.see('If deleted');
        await hands.press('row', /0003_sensor/);
        (await hands.find('treegrid', 'Chains by run')).focus();
        hands.key('Delete');
      },
    },
  ),
];

/** Artifacts, beside the states that all views have. */
export const ARTIFACTS: readonly Exhibit[] = [
  inWorkspace(
    'branches',
    'artifacts?q=PLS&type=model',
    [
      'artifacts-picked',
      'Filtered, with all rows picked',
      ['contains “PLS”', 'type: model', /records? selected/, 'exclusive to them'],
    ],
    { steps: (hands) => hands.press('checkbox', 'Check all rows') },
  ),
  inWorkspace(
    'branches',
    'artifacts?q=PLS',
    [
      'artifacts-what-if',
      'What deleting the pipelines of records would free',
      ['Records can’t go singly', /frees/],
    ],
    {
      steps: async (hands) => {
        await hands.press('checkbox', 'Check all rows');
        await hands.press('button', 'What would deleting free?');
      },
    },
  ),
  inWorkspace('branches', 'artifacts', ['artifacts-export', 'Ways to export', 'Save as JSON…'], {
    steps: async (hands) => {
      await hands.press('checkbox', 'Check all rows');
      await hands.press('button', 'Export list…');
    },
  }),
  inWorkspace('branches', 'artifacts', ['artifacts-columns', 'Columns', 'Usual columns'], {
    steps: (hands) => hands.press('button', 'Columns'),
  }),
  inWorkspace('branches', 'artifacts', ['artifacts-more-facets', 'Values of a parameter', 'n_components'], {
    steps: async (hands) => {
      await hands.press('button', 'More filters');
      await hands.press('menuitem', 'Parameter');
      await hands.press('option', /^n_components/);
    },
  }),
  inWorkspace('branches', 'artifacts?q=SNV', ['artifacts-kept', 'Filters that were kept', 'Keep'], {
    steps: (hands) => hands.press('button', 'Kept'),
  }),
  inWorkspace('branches', 'artifacts?q=alpha%20>%20big%20snv', [
    'artifacts-misread',
    'A filter that can’t be understood',
    ['needs a number', 'StandardNormalVariate', 'No record matches'],
  ]),
  inWorkspace('branches', 'artifacts?q=n_components&cols=type,class,chain,p.n_components,p.alpha,pipeline', [
    'artifacts-parameters',
    'Parameters as columns',
    'n_components',
  ]),
  inWorkspace(
    'branches',
    'artifacts?cols=class,chain,fold,pipeline,size,id,hash,run,step,branch,source,format,version,exclusive,created',
    ['artifacts-all-columns', 'With more columns than there is room for', 'PLSRegression'],
    { isWide: true },
  ),
  inWorkspace(
    'unreadable',
    'artifacts?cols=class,pipeline,size,exclusive',
    ['artifacts-use-not-known', 'What only records use is not known while a manifest can’t be read', '?'],
    { steps: (hands) => hands.press('checkbox', 'Check all rows') },
  ),
  inWorkspace('branches', 'artifacts?type=model', ['artifacts-facet', 'A facet', /meta-model/], {
    steps: (hands) => hands.press('button', /^Type/),
  }),
  inWorkspace('orphans', 'artifacts?state=missing', [
    'artifacts-missing',
    'Records without a file',
    'state: missing',
  ]),
  inWorkspace('findings', 'artifacts?state=differs', [
    'artifacts-differs',
    'Records whose files differ',
    ['state: differs', 'PLSRegression'],
  ]),
  inWorkspace('branches', 'artifacts?q=n_components%3D77', [
    'artifacts-no-value',
    'A value that no parameter has, and those that it has',
    ['fits: parameter n_components = 77', 'is 2, 3, 4, 5, 8 here'],
  ]),
  inWorkspace('branches', 'artifacts?q=zzz', ['artifacts-no-match', 'No match', 'No record matches']),
];

/** Artifacts as files. */
export const FILES: readonly Exhibit[] = [
  inWorkspace('orphans', 'artifacts?show=files', [
    'files',
    'All stored files',
    ['47 files', 'orphan', 'foreign'],
  ]),
  inWorkspace(
    'orphans',
    'artifacts?show=files&fstate=orphan,foreign&q=ridge',
    ['files-narrowed', 'Files of some states', ['state: orphan', 'contains “ridge”', /in use/]],
    { steps: (hands) => hands.press('button', /^State/) },
  ),
  inWorkspace('datasets', 'artifacts?show=files&fdataset=corn&ftype=model&fclass=PLSRegression', [
    'files-of-class',
    'Files of a leaf of the sizes',
    ['dataset: corn', 'class: PLSRegression'],
  ]),
  inWorkspace('branches', 'artifacts?show=files&q=zzz', [
    'files-no-match',
    'No file matches',
    'No file matches',
  ]),
];

const record = `artifacts?sel=r:${STACKED}%2324`;

/** What the inspector shows of records, pipelines and files. */
export const INSPECTOR: readonly Exhibit[] = [
  inWorkspace('branches', record, ['record-menu', 'What can be done with a record', 'Copy'], {
    steps: (hands) => hands.press('button', 'More'),
  }),
  inWorkspace('branches', record, ['record', 'A record', ['Summary', 'Relations', 'Manifest', /If deleted/]]),
  inWorkspace('branches', `${record}&tab=relations`, ['record-relations', 'Its relations', 'Source models']),
  inWorkspace('branches', `${record}&tab=manifest`, ['record-manifest', 'Its manifest', 'artifact_id']),
  inWorkspace(
    'branches',
    `${record}&tab=manifest`,
    ['record-manifest-gone', 'Its manifest can’t be read any more', 'This file can’t be read.'],
    {
      core: () => ({ workspace: { manifest: refuse(FAILURES.CANNOT_READ) } }),
    },
  ),
  inWorkspace('branches', record, ['record-loading', 'A record before the core answers', 'PLSRegression'], {
    core: () => ({ workspace: { record: pending() } }),
  }),
  inWorkspace('branches', record, ['record-refused', 'A record that can’t be answered', 'first scan'], {
    core: () => ({ workspace: { record: refuse(FAILURES.NOT_READY) } }),
  }),
  inWorkspace('branches', `chains?sel=p:${STACKED}`, ['pipeline', 'A pipeline', ['Manifest', /If deleted/]]),
  inWorkspace('orphans', `chains?sel=p:${FAILED}`, ['pipeline-failed', 'A pipeline that failed', 'failed']),
  inWorkspace('unreadable', `overview?sel=p:${CUT_OFF}`, [
    'pipeline-unreadable',
    'A manifest that can’t be read',
    'This manifest can’t be read.',
  ]),
  inWorkspace('unreadable', `overview?sel=p:${CUT_OFF}&tab=manifest`, [
    'pipeline-unreadable-text',
    'The text of a manifest where it ends',
    'artifacts',
  ]),
  inWorkspace(
    'branches',
    `chains?sel=p:${STACKED}`,
    ['pipeline-loading', 'A pipeline before the core answers', 'Chains'],
    {
      core: () => ({ workspace: { pipeline: pending() } }),
    },
  ),
  inWorkspace('orphans', `clean-up?sel=f:${ORPHAN}`, [
    'file',
    'A file that a pipeline keeps',
    ['Records', 'Ridge', 'It stays while a manifest names it.'],
  ]),
  inWorkspace('orphans', `artifacts?sel=r:${CUT_OFF}%233`, [
    'record-missing',
    'A record without a file',
    ['The file is not there.', 'there is none to keep'],
  ]),
  inWorkspace('findings', `artifacts?sel=r:${BASE}%230`, [
    'record-differs',
    'A record whose file is empty',
    ['The file is not what the manifest says.', 'empty'],
  ]),
  inWorkspace('findings', `clean-up?sel=f:${CUT}`, [
    'file-differs',
    'A file that is cut off',
    ['By its size it is', 'Records'],
  ]),
  inWorkspace('orphans', 'artifacts?sel=f:nothing', ['gone', 'Something that is gone', 'No longer there']),
];
