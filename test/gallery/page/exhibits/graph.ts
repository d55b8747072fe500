import type { GraphSize } from '../../../../shared/api/graph/graph.ts';
import type { Exhibit } from '../exhibit.ts';
import { pending, refuse } from '../answers.ts';
import { FAILURES } from '../failures.ts';
import { inWorkspace } from '../in-window.ts';

const manifestOf = (pipeline: string): string => `runs/${pipeline}/manifest.yaml`;
const STACK = encodeURIComponent(manifestOf('wheat/0005_stack_br_681f12'));
const SOURCES = encodeURIComponent(manifestOf('two_sensors/0003_source_stack_f19a6b'));
const OTHER = encodeURIComponent(manifestOf('wheat/0004_stack_00ef53'));
const CUT_OFF = encodeURIComponent(manifestOf('wheat/0001_keep_8850d6'));

/** A pipeline as large as none of the fixtures is. */
const HUGE: GraphSize = {
  operators: 1318,
  opened: 4812,
  branches: 74,
  parts: [0, 1, 2].map((branch) => ({ branch: [branch], operators: 18 + branch, opened: 60 + branch })),
};

/** The graph, beside the states that all views have. */
export const GRAPH: readonly Exhibit[] = [
  inWorkspace('branches', `graph?p=${STACK}`, [
    'graph-pipeline',
    'A pipeline, folds folded',
    [/10 nodes, 21 artifacts/, /KNeighborsRegressor, model, br 0 · 3 folds/],
  ]),
  inWorkspace('branches', `graph?p=${STACK}&sel=r:${STACK}%234`, [
    'graph-selected',
    'What is selected, with what it needs and what needs it',
    [/needs \d/, /needed by \d/, 'Why kept'],
  ]),
  inWorkspace('branches', `graph?p=${STACK}&folds=open`, [
    'graph-open',
    'A row for each fold',
    [/fold 0, [\d.]+ kB/, 'Fold folds'],
  ]),
  inWorkspace('branches', `graph?p=${SOURCES}&files=on`, [
    'graph-files',
    'Stored files as nodes',
    ['uses the file', /stored file, \w+\.joblib/],
  ]),
  inWorkspace('branches', `graph?p=${STACK}&at=r:${STACK}%234&steps=1`, [
    'graph-around',
    'One step around a record',
    ['1 step around', /\d nodes, \d+ artifacts/],
  ]),
  inWorkspace('branches', `graph?p=${STACK}&hide=follows`, [
    'graph-hidden-kind',
    'A kind of edges left out',
    ['comes after', /10 nodes/],
  ]),
  inWorkspace(
    'branches',
    `graph?p=${STACK}&at=r:${STACK}%234&steps=2`,
    ['graph-scope', 'How much is drawn', ['Whole pipeline', 'Steps', 'Stored files as nodes']],
    {
      steps: async (hands) => {
        await hands.see(/\d nodes/);
        await hands.press('button', '2 steps around');
      },
    },
  ),
  inWorkspace('orphans', `graph?p=${CUT_OFF}`, ['graph-missing', 'A record whose file is missing', /nodes/]),
  inWorkspace(
    'branches',
    `graph?p=${STACK}&folds=open`,
    [
      'graph-guard',
      'A pipeline that is too large for one picture',
      ['4 812 nodes', 'One branch…', 'Fold folds'],
    ],
    { core: () => ({ graph: { size: () => Promise.resolve(HUGE) } }) },
  ),
  inWorkspace(
    'branches',
    `graph?p=${STACK}`,
    ['graph-guard-branches', 'Its branches to choose from', ['Branch 1', '19 nodes', 'Show anyway']],
    {
      core: () => ({ graph: { size: () => Promise.resolve(HUGE) } }),
      steps: (hands) => hands.press('button', /^One branch…/),
    },
  ),
  inWorkspace(
    'branches',
    `graph?p=${STACK}`,
    ['graph-waiting', 'A pipeline before its graph is there', /0005_stack/],
    { core: () => ({ graph: { pipeline: pending() } }) },
  ),
  inWorkspace(
    'branches',
    `graph?p=${STACK}`,
    ['graph-gone', 'A pipeline that is no longer there', 'No longer there.'],
    { core: () => ({ graph: { size: refuse(FAILURES.NOT_FOUND) } }) },
  ),
  inWorkspace('branches', `graph?p=${STACK}&mode=if-deleted`, [
    'graph-if-deleted',
    'What deleting the pipeline would do',
    ['Deleting this pipeline frees', 'Add to clean-up'],
  ]),
  inWorkspace(
    'branches',
    `graph?p=${STACK}&mode=if-deleted`,
    [
      'graph-if-nodes-deleted',
      'What deleting a node would do',
      ['Without this node', 'Add their pipeline to clean-up'],
    ],
    {
      steps: async (hands) => {
        (await hands.find('tree', /^Graph of/)).focus();
        hands.key('Home');
        await hands.see('Add to clean-up');
        hands.key(' ');
      },
    },
  ),
  inWorkspace('branches', `graph?p=${STACK}&mode=compare`, [
    'graph-compare-with',
    'A pipeline before the other is chosen',
    'Choose another pipeline from the list.',
  ]),
  inWorkspace('branches', `graph?p=${STACK}&mode=compare&with=${OTHER}`, [
    'graph-compare',
    'Two pipelines in one picture',
    [/8 only left/, /3 only right/],
  ]),
  inWorkspace(
    'branches',
    `graph?p=${STACK}&mode=compare&with=${OTHER}`,
    ['graph-compare-large', 'Two pipelines that are too large together', 'Together they have'],
    { core: () => ({ graph: { size: () => Promise.resolve(HUGE) } }) },
  ),
  inWorkspace(
    'branches',
    `graph?p=${STACK}&mode=compare&with=${OTHER}`,
    ['graph-compare-gone', 'A pipeline to compare with that is gone', 'No longer there.'],
    { core: () => ({ graph: { size: refuse(FAILURES.NOT_FOUND) } }) },
  ),
  inWorkspace('branches', `graph?p=${STACK}&find=%2BRidge`, [
    'graph-find',
    'Nodes that a text selects',
    /10 nodes/,
  ]),
  inWorkspace('branches', `graph?p=${STACK}&find=zzz`, [
    'graph-find-none',
    'A text that selects nothing',
    /none/,
  ]),
  inWorkspace(
    'branches',
    `graph?p=${STACK}`,
    ['graph-why', 'All ways between two nodes', [/1 way from MinMaxScaler.* to StandardNormalVariate/, /→/]],
    {
      steps: async (hands) => {
        const tree = await hands.find('tree', /^Graph of/);
        tree.focus();
        hands.key('Home');
        await hands.see(/10 nodes/);
        hands.key('Enter');
        await hands.see('Why kept');
        hands.key('PageDown');
        await hands.see(/10 nodes/);
        hands.key('Enter', { shift: true });
      },
    },
  ),
  inWorkspace(
    'branches',
    `graph?p=${STACK}`,
    ['graph-save', 'What can be saved', [/SVG/, /PNG, as seen/, 'JSON']],
    {
      steps: async (hands) => {
        await hands.see(/10 nodes/);
        await hands.press('button', /^Save the picture/);
      },
    },
  ),
  inWorkspace('branches', `graph?p=${STACK}&sel=r:${STACK}%234`, [
    'graph-narrow',
    'Beside the inspector, where the list folds into a menu',
    /needs/,
  ]),
  inWorkspace(
    'branches',
    `graph?p=${STACK}`,
    [
      'graph-circles',
      'Dependencies in a circle, and no trace',
      ['1 circle of dependencies', 'No execution trace', 'part of a circle'],
    ],
    {
      core: (real) => ({
        graph: {
          pipeline: async (...asked) => {
            const graph = await real.graph.pipeline(...asked);
            const edges = graph.edges.map((edge, at) => ({ ...edge, in_cycle: at < 2 }));
            return {
              ...graph,
              edges,
              traced: false,
              untraced: 'no-trace',
              cycles: [['0005$a:all', '0005$b:all']],
            };
          },
        },
      }),
      steps: (hands) => hands.press('button', /circle of dependencies/),
    },
  ),
  ...([400, 1200] as const).map((total) =>
    inWorkspace(
      'datasets',
      'graph',
      [
        `graph-of-${total}`,
        `${total} pipelines, too many for tiles`,
        total === 400 ? 'choose one from the list' : ['Datasets', /corn2 \d+ records/],
      ],
      {
        core: (real) => ({
          workspace: {
            pipelines: async (...asked) => ({ ...(await real.workspace.pipelines(...asked)), total }),
          },
        }),
      },
    ),
  ),
  inWorkspace('datasets', 'graph?level=workspace', [
    'graph-workspace',
    'The whole workspace',
    ['3 datasets, 8 pipelines', 'Joined by the stored files', 'All pipelines'],
  ]),
  inWorkspace(
    'datasets',
    'graph?level=workspace',
    [
      'graph-workspace-gone',
      'The whole workspace that can’t be answered',
      'Stemma does not know this workspace',
    ],
    { core: () => ({ graph: { workspace: refuse(FAILURES.NO_SUCH_WORKSPACE) } }) },
  ),
  inWorkspace('empty', 'graph?q=x', ['graph-nothing', 'No pipeline at all', 'No pipelines yet']),
];
