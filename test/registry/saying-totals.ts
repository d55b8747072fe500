import { isGoneBlock } from '../../shared/domain/known-use.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { search } from '../../electron/registry/ask/find/search.ts';
import { runsOf } from '../../electron/registry/ask/pipelines/runs.ts';
import { manifestCounts } from '../../electron/registry/ask/totals/manifest-counts.ts';
import { overviewOf } from '../../electron/registry/ask/totals/overview.ts';
import { sizesOf } from '../../electron/registry/ask/totals/sizes.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import type { SizeDivision } from '../../shared/api/workspace/sizes.ts';
import { areOrphansKnown, listBlocking } from '../../electron/registry/state/blocking.ts';
import { figuresOf } from '../../renderer/views/overview/figures.ts';
import { knownUse, unreadOf } from '../../shared/domain/known-use.ts';
import { type Place, only, STATES, datasetsOf, scopeName, sumOf, statsOf } from './saying.ts';

/** Who sums up the workspace, its datasets and runs. */
export const TOTALS: readonly Place[] = [
  {
    name: 'stats',
    *says({ context }) {
      const {
        totals,
        by_dataset: datasets,
        by_type: types,
        unreadable,
        blocking,
      } = complete(statistics(context));
      yield* statsOf('all', totals);
      for (const [dataset, of] of Object.entries(datasets)) yield* statsOf(dataset, of);
      for (const [type, { records }] of Object.entries(types)) yield [`records of type ${type}`, records];
      yield ['what can’t be read and nobody decided about', unreadOf(blocking).map(({ path }) => path)];
      yield ['everything that can’t be read', unreadable.length];
      for (const dataset of [undefined, ...Object.keys(datasets)]) {
        yield [`whether the orphans of ${scopeName(dataset)} are known`, areOrphansKnown(context, dataset)];
        const of = scopeName(dataset);
        yield [`whether what only pipelines of ${of} use is known`, knownUse(blocking)(dataset)];
      }
    },
  },
  {
    name: 'files',
    *says({ context }) {
      const files = listFiles(context);
      for (const dataset of datasetsOf(context)) {
        const own = files.filter((file) => !file.alias && (dataset ?? file.dataset) === file.dataset);
        for (const state of STATES) {
          const some = own.filter(({ status }) => status === state);
          yield [
            `${state} files of ${scopeName(dataset)}`,
            sumOf(some.map((file) => ({ size: file.size_bytes }))),
          ];
        }
        yield [`stored in ${scopeName(dataset)}`, sumOf(own.map((file) => ({ size: file.size_bytes })))];
      }
      for (const { path, status, size_bytes: size, references } of files) {
        yield [`state of ${path}`, status];
        yield [`size of ${path}`, size];
        yield [`records that name ${path}`, references];
      }
    },
  },
  {
    name: 'overview',
    *says({ context }) {
      for (const dataset of datasetsOf(context)) {
        const of = scopeName(dataset);
        const overview = complete(overviewOf(context, dataset));
        const { usage, stored } = overview;
        yield [`stored in ${of}`, only(stored)];
        yield [`bytes stored in ${of}`, stored.bytes];
        for (const state of STATES) yield [`${state} files of ${of}`, only(usage[state])];
        const used = [usage.one_pipeline, usage.several_pipelines, usage.copies];
        yield [
          `files in use in ${of}`,
          {
            files: used.reduce((sum, { files }) => sum + files, 0),
            bytes: used.reduce((sum, { bytes }) => sum + bytes, 0),
          },
        ];
        yield [`records of ${of}`, overview.records];
        yield [`missing records of ${of}`, overview.missing_records];
        yield [`records of ${of} that were never written`, overview.unwritten_records];
        yield [`saved in ${of}`, overview.saved_bytes];
        yield [`pipelines of ${of}`, overview.pipelines];
        const figure = figuresOf(overview, null).find(({ id }) => id === 'orphans');
        yield [`whether the orphans of ${of} are known`, figure?.value !== '?'];
      }
    },
  },
  ...(['dataset-type-class', 'type-class', 'pipeline'] as const satisfies readonly SizeDivision[]).map(
    (division): Place => ({
      name: `sizes by ${division}`,
      *says({ context }) {
        for (const dataset of datasetsOf(context)) {
          const nodes = complete(sizesOf(context, division, dataset));
          const roots = nodes.filter(({ parent }) => parent === null);
          const files = roots.reduce((sum, node) => sum + node.files, 0);
          yield [
            `stored in ${scopeName(dataset)}`,
            { files, bytes: roots.reduce((sum, node) => sum + node.bytes, 0) },
          ];
        }
      },
    }),
  ),
  {
    name: 'chains by run',
    *says({ context }) {
      for (const { dataset, runs, ...sums } of complete(runsOf(context, {}))) {
        if (dataset === null) continue;
        yield [`pipelines of ${dataset}`, sums.pipelines];
        yield [`records of ${dataset}`, sums.records];
        yield [`files that pipelines of ${dataset} use`, { files: sums.files, bytes: sums.size_bytes }];
        yield [`what only pipelines of ${dataset} use`, sums.exclusive_bytes];
        for (const run of runs) {
          yield [`pipelines of ${dataset} in ${run.run}`, run.pipelines];
          yield [`records of ${dataset} in ${run.run}`, run.records];
        }
      }
    },
  },
  {
    name: 'search',
    *says({ context }) {
      for (const dataset of datasetsOf(context)) {
        if (dataset === undefined) continue;
        for (const found of complete(search(context, dataset, ['datasets'])).datasets) {
          yield [`pipelines of ${found.dataset}`, found.pipelines];
          yield [`records of ${found.dataset}`, found.records];
          yield [`bytes stored in ${found.dataset}`, found.stored_bytes];
        }
      }
    },
  },
  {
    name: 'a plan’s fine print',
    *says({ context }) {
      const { pipelines, unreadable } = manifestCounts(context);
      yield ['pipelines of all', pipelines];
      const unread = listBlocking(context).filter((block) => !isGoneBlock(block));
      yield ['what can’t be read and nobody decided about', unread.map(({ path }) => path)];
      yield ['how much can’t be read and nobody decided about', unreadable];
      yield ['how much can’t be read and nobody decided about', unread.length];
    },
  },
];
