/**
 * How long graphs take in the core, over all pipelines: graph.ts [--records 100000]
 * Each is worked out once, slice by slice as the core does it. What counts is the processor's time; the machine may be busy with other
 * things. The longest slice says how long a page of rows may wait for a graph.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { aroundRecord } from '../../electron/registry/ask/graph/around.ts';
import { ifDeleted } from '../../electron/registry/ask/graph/if-deleted.ts';
import { graphSize, pipelineGraph } from '../../electron/registry/ask/graph/pipeline-graph.ts';
import { recordEdges, recordNodes } from '../../electron/registry/ask/graph/record-graph.ts';
import { workspaceGraph } from '../../electron/registry/ask/graph/workspace-graph.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { columnsOf, type ViewContext } from '../../electron/registry/columns/columns.ts';
import { Memo } from '../../electron/registry/columns/memo.ts';
import { complete, type Slices } from '../../electron/registry/columns/slices.ts';
import { recordKey } from '../../electron/registry/index/record-key.ts';
import { openWorkspace } from '../../electron/registry/workspace.ts';
import { writeRecordGraph } from '../../shared/graph/formats/record-graph.ts';
import { formatMilliseconds } from './report.ts';
import { benchWorkspace } from './workspaces.ts';

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** The processor's time of each of some questions, and of their longest slice. */
function timed(name: string, questions: readonly (() => Slices<unknown>)[]): void {
  let longest = 0;
  const times = questions.map((question) => {
    const began = process.cpuUsage();
    const work = question();
    for (;;) {
      const slice = process.cpuUsage();
      const step = work.next();
      longest = Math.max(longest, milliseconds(process.cpuUsage(slice)));
      if (step.done === true) return milliseconds(process.cpuUsage(began));
    }
  });
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): string =>
    formatMilliseconds(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  console.log(
    `${name}: ${sorted.length} asked, p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)}, longest slice ${formatMilliseconds(longest)}`,
  );
}

const { values } = parseArgs({ options: { records: { type: 'string', default: '100000' } } });
const { folder, cacheRoot } = benchWorkspace({ records: Number(values.records), filesOnlyEmpty: true });
const opened = openWorkspace(folder, { cache: join(cacheRoot, 'graph') });
if (!opened.ok) throw new Error(opened.error.code);
const workspace = opened.value;
complete(workspace.scan());
const context: ViewContext = { index: workspace.index, nowMs: Date.now(), graceMs: 0, memo: new Memo() };
complete(columnsOf(context));
const manifests = listPipelines(context).map(({ manifest }) => manifest);
const plain = { files: false, beyond: [] };
timed(
  'graph of a pipeline',
  manifests.map((manifest) => () => pipelineGraph(context, { manifest, ...plain })),
);
timed(
  '  with its files',
  manifests.map((manifest) => () => pipelineGraph(context, { manifest, ...plain, files: true })),
);
timed(
  'its size',
  manifests.map((manifest) => () => graphSize(context, manifest)),
);
const around = { hops: 2, direction: 'both', ...plain } as const;
const firsts = manifests.map((manifest) => recordKey({ manifest, position: 0 }));
timed(
  'two steps around a record',
  firsts.map((key) => () => aroundRecord(context, { key, ...around })),
);
timed(
  '  with its files, five steps',
  firsts.slice(0, 50).map((key) => () => aroundRecord(context, { key, ...around, hops: 5, files: true })),
);
const none = { records: [], pipelines: [], files: [] };
timed(
  'if a pipeline is deleted',
  manifests.slice(0, 500).map((manifest) => () => ifDeleted(context, { ...none, pipelines: [manifest] })),
);
timed('the workspace from above', [() => workspaceGraph(context)]);
const datasets = complete(workspaceGraph(context)).datasets.flatMap(({ dataset }) =>
  dataset === null ? [] : [dataset],
);
timed(
  'a dataset from above',
  datasets.map((dataset) => () => workspaceGraph(context, dataset)),
);
let written = 0;
timed('all records as DOT', [
  function* write() {
    for (const piece of writeRecordGraph('dot', recordNodes(context.index), recordEdges(context.index))) {
      written += piece.length;
      yield 'more';
    }
  },
]);
console.log(
  `${(written / 1e6).toFixed(1)} MB of DOT, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB in memory at the end`,
);
workspace.close();
