import { complete } from '../../electron/registry/columns/slices.ts';
import { recordKey } from '../../electron/registry/index/record-key.ts';
import { ifDeleted } from '../../electron/registry/ask/graph/if-deleted.ts';
import { workspaceGraph } from '../../electron/registry/ask/graph/workspace-graph.ts';
import { cleanable, cleanableDatasets } from '../../electron/registry/ask/deletion/cleanable.ts';
import { datasetGoing, numbersOf } from '../../electron/registry/ask/deletion/going.ts';
import { whatIf } from '../../electron/registry/ask/deletion/what-if.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { unusedPage } from '../../electron/registry/ask/files/unused-page.ts';
import { find } from '../../electron/registry/ask/find/find.ts';
import { pipelineView } from '../../electron/registry/ask/pipelines/pipeline-view.ts';
import {
  countPipelines,
  listPipelines,
  withMissing,
} from '../../electron/registry/ask/pipelines/pipelines.ts';
import { runsOf } from '../../electron/registry/ask/pipelines/runs.ts';
import { categoryLines } from '../../renderer/views/clean-up/categories.ts';
import { FILES_WORDS } from '../support/layout-words.ts';
import { unreadOf } from '../../shared/domain/known-use.ts';
import {
  type Place,
  only,
  STATES,
  datasetsOf,
  scopeName,
  sumOf,
  whatIfSays,
  planSays,
  pipelinesOf,
  recordName,
  recordsOf,
} from './saying.ts';

/** Who says what deleting does. */
export const DELETION: readonly Place[] = [
  {
    name: 'pipelines',
    *says({ context }) {
      for (const pipeline of withMissing(context, listPipelines(context))) {
        const { manifest, records, exclusive_bytes: frees, files, stored_bytes, state } = pipeline;
        yield [`records of ${manifest}`, records];
        yield [`missing records of ${manifest}`, pipeline.missing];
        yield [`records of ${manifest} that were never written`, pipeline.unwritten];
        yield [`what only ${manifest} uses`, frees];
        yield [`files that ${manifest} uses`, { files, bytes: stored_bytes }];
        yield [`state of ${manifest}`, state];
      }
      yield ['pipelines of all', countPipelines(context)];
      for (const { dataset, runs } of complete(runsOf(context, {}))) {
        if (dataset === null) continue;
        for (const { run } of runs) {
          yield [`pipelines of ${dataset} in ${run}`, listPipelines(context, { dataset, run }).length];
        }
      }
    },
  },
  {
    name: 'pipeline inspector',
    *says({ context }) {
      for (const manifest of pipelinesOf(context)) {
        const view = complete(pipelineView(context, manifest));
        if (view === null) continue;
        const { if_deleted: deleted, pipeline, by_type: types } = view;
        yield [`state of ${manifest}`, pipeline.state];
        yield [`records of ${manifest}`, types.reduce((sum, { records }) => sum + records, 0)];
        yield [`missing records of ${manifest}`, types.reduce((sum, { missing }) => sum + missing, 0)];
        yield [
          `records of ${manifest} that were never written`,
          types.reduce((sum, { unwritten }) => sum + unwritten, 0),
        ];
        yield* whatIfSays(manifest, deleted, deleted.breaks.total);
      }
    },
  },
  {
    name: 'impact, and the footer of clean-up',
    *says({ context }) {
      const all = pipelinesOf(context);
      for (const manifests of [...all.map((manifest) => [manifest]), all]) {
        const going = complete(whatIf(context, { manifests: numbersOf(context, manifests), files: [] }));
        const of = manifests === all ? 'all pipelines' : (manifests[0] ?? '');
        yield* whatIfSays(of, going, going.breaks.length);
        // A pipeline that may be running can claim what only another one uses: that stays, and is exclusive all the same.
        if (context.graceMs === 0) yield [`what only ${of} uses`, going.frees.bytes];
      }
      for (const dataset of datasetsOf(context)) {
        if (dataset === undefined) continue;
        const going = complete(whatIf(context, datasetGoing(context, dataset)));
        yield* whatIfSays(`the dataset ${dataset}`, going, going.breaks.length);
      }
      for (const { path, alias } of listFiles(context)) {
        if (alias) continue;
        const { files } = find(context.index, path);
        const going = complete(whatIf({ ...context, graceMs: 0 }, { manifests: [], files }));
        yield [`bytes that deleting ${path} frees`, going.frees.bytes];
      }
    },
  },
  {
    name: 'graph, if deleted',
    *says({ context }) {
      const all = pipelinesOf(context);
      const none = { records: [], pipelines: [], files: [] };
      for (const pipelines of [...all.map((manifest) => [manifest]), all]) {
        const { total, files, breaks } = complete(ifDeleted(context, { ...none, pipelines }));
        const of = pipelines === all ? 'all pipelines' : (pipelines[0] ?? '');
        yield* whatIfSays(of, total, total.breaks.artifacts);
        const freed = files.filter(({ fate }) => fate === 'freed');
        yield [
          `stored files that deleting ${of} frees`,
          { files: freed.length, bytes: freed.reduce((sum, { size_bytes: size }) => sum + size, 0) },
        ];
        yield [`what deleting ${of} breaks`, breaks.length];
      }
      const alone = { ...context, graceMs: 0 };
      for (const { path, alias } of listFiles(context)) {
        if (alias) continue;
        const { total } = complete(ifDeleted(alone, { ...none, files: [path] }));
        yield [`bytes that deleting ${path} frees`, total.frees.bytes];
      }
      for (const record of recordsOf(context)) {
        const { total, breaks } = complete(ifDeleted(alone, { ...none, records: [recordKey(record)] }));
        yield [`bytes that deleting ${recordName(record)} frees`, total.frees.bytes];
        yield [`records that break without ${recordName(record)}`, breaks.length];
      }
    },
  },
  {
    name: 'graph of the workspace',
    *says({ context }) {
      for (const dataset of datasetsOf(context)) {
        const of = scopeName(dataset);
        const graph = complete(workspaceGraph(context, dataset));
        yield [`orphan files of ${of}`, only(graph.orphans)];
        yield [`whether the orphans of ${of} are known`, graph.orphans_known];
        yield [`pipelines of ${of}`, graph.total];
        for (const one of graph.datasets) {
          if (one.dataset === null) continue;
          yield [`pipelines of ${one.dataset}`, one.pipelines];
          yield [`orphan files of ${one.dataset}`, only(one.orphans)];
          yield [`what only pipelines of ${one.dataset} use`, one.exclusive_bytes];
        }
        for (const { manifest, exclusive_bytes: frees } of graph.pipelines)
          yield [`what only ${manifest} uses`, frees];
      }
    },
  },
  {
    name: 'plans',
    *says({ context, plan }) {
      const all = pipelinesOf(context);
      for (const manifest of all) yield* planSays(manifest, plan({ kind: 'pipeline', manifest }));
      yield* planSays('all pipelines', plan({ kind: 'pipelines', manifests: all }));
      for (const dataset of datasetsOf(context)) {
        const orphans = plan({ kind: 'orphans', ...(dataset === undefined ? {} : { dataset }) });
        const isWhole = orphans?.stays.length === 0;
        if (orphans !== null && isWhole)
          yield [`orphan files of ${scopeName(dataset)}`, sumOf(orphans.entries)];
        if (dataset === undefined) continue;
        yield* planSays(`the dataset ${dataset}`, plan({ kind: 'dataset', dataset }));
      }
    },
  },
  {
    name: 'clean-up',
    *says({ context }) {
      for (const dataset of datasetsOf(context)) {
        const of = scopeName(dataset);
        const { unnamed_files: _unnamed, ...kinds } = complete(cleanable(context, dataset));
        yield [`orphan files of ${of}`, only(kinds.orphans)];
        for (const state of ['undecided', 'foreign', 'recent'] as const) {
          yield [`${state} files of ${of}`, only(kinds[state])];
        }
        yield [`pipelines of ${of}`, kinds.pipelines.pipelines];
        yield [`what only pipelines of ${of} use`, kinds.pipelines.exclusive_bytes];
        yield [`whether what only pipelines of ${of} use is known`, kinds.use_known];
        const line = categoryLines({ ...kinds, no_manifests: null }, FILES_WORDS).find(
          ({ id }) => id === 'orphans',
        );
        yield [`whether the orphans of ${of} are known`, line?.bytes !== null];
        yield [
          'what can’t be read and nobody decided about',
          unreadOf(kinds.blocking).map(({ path }) => path),
        ];
        for (const state of STATES) {
          const page = complete(
            unusedPage(
              context,
              { states: [state], ...(dataset === undefined ? {} : { dataset }) },
              { sort: 'path', descending: false, offset: 0, limit: 1000 },
            ),
          );
          yield [`${state} files of ${of}`, only(page.total)];
          for (const { path, state: own, size_bytes: size } of page.files) {
            yield [`state of ${path}`, own];
            yield [`size of ${path}`, size];
          }
        }
      }
      for (const { dataset, frees_bytes: frees, files, breaks } of complete(cleanableDatasets(context))) {
        yield [`bytes that deleting the dataset ${dataset} frees`, frees];
        yield [`stored files that go with the dataset ${dataset}`, only(files)];
        yield [`what deleting the dataset ${dataset} breaks`, breaks];
      }
    },
  },
];
