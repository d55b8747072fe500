import type { Sums } from '../../../../shared/api/numbers.ts';
import type { PipelineSums, RunNode, DatasetRuns } from '../../../../shared/api/pipelines/runs.ts';
import { columnsOf, type ListedManifest, type ViewContext } from '../../columns/columns.ts';
import { pipelinesMatching } from '../../columns/record-set.ts';
import type { Slices } from '../../columns/slices.ts';
import { sumsOfGroups } from '../../columns/sums.ts';

/** Pipelines that are put together. */
interface Group {
  readonly dataset: string | null;
  readonly run: string;
  pipelines: number;
  created_at: string | null;
}

function add(group: Group, { createdAt }: ListedManifest): void {
  group.pipelines += 1;
  if (createdAt !== null && (group.created_at === null || createdAt > group.created_at))
    group.created_at = createdAt;
}

/** Groups of the pipelines by some key, and the group of each manifest (-1 for none). */
function groupsOf(
  manifests: readonly ListedManifest[],
  isWanted: (manifest: ListedManifest, slot: number) => boolean,
  keyOf: (manifest: ListedManifest) => string,
): { groups: Group[]; of: Int32Array } {
  const groups: Group[] = [];
  const places = new Map<string, number>();
  const of = new Int32Array(manifests.length).fill(-1);
  for (const [slot, manifest] of manifests.entries()) {
    if (manifest.kind !== 0 || !isWanted(manifest, slot)) continue;
    const key = keyOf(manifest);
    let place = places.get(key);
    if (place === undefined) {
      place =
        groups.push({ dataset: manifest.dataset, run: manifest.run ?? '', pipelines: 0, created_at: null }) -
        1;
      places.set(key, place);
    }
    of[slot] = place;
    const group = groups[place];
    if (group !== undefined) add(group, manifest);
  }
  return { groups, of };
}

const byName = (one: string | null, other: string | null): number => ((one ?? '') < (other ?? '') ? -1 : 1);

function newestFirst(one: RunNode, other: RunNode): number {
  if (one.created_at === other.created_at) return byName(other.run, one.run);
  if (one.created_at === null || other.created_at === null) return one.created_at === null ? 1 : -1;
  return one.created_at > other.created_at ? -1 : 1;
}

function withSums({ pipelines, created_at }: Group, sums: Sums | undefined): PipelineSums {
  if (sums === undefined) throw new Error('A group of pipelines has no sums.');
  return { ...sums, pipelines, created_at };
}

/** Datasets and their runs; with a text, as if there were only the pipelines that it fits, or whose records it fits. */
export function runsOf(
  context: ViewContext,
  filter: { dataset?: string | undefined; text?: string | undefined },
): Slices<DatasetRuns[]> {
  return context.memo.answer(`runs ${JSON.stringify([filter.dataset, filter.text])}`, function* sum() {
    const columns = yield* columnsOf(context);
    const { manifests, records } = columns;
    const matching = filter.text === undefined ? null : yield* pipelinesMatching(context, filter.text);
    const isWanted = ({ dataset }: ListedManifest, slot: number): boolean =>
      (filter.dataset === undefined || dataset === filter.dataset) &&
      (matching === null || matching[slot] === 1);
    const byRun = groupsOf(manifests, isWanted, ({ dataset, run }) => JSON.stringify([dataset, run]));
    const byDataset = groupsOf(manifests, isWanted, ({ dataset }) => JSON.stringify(dataset));
    const sumsBy = ({ groups, of }: typeof byRun): Slices<Sums[]> =>
      sumsOfGroups(columns, groups.length, (record) => of[records.manifest[record] ?? -1] ?? -1);
    const runSums = yield* sumsBy(byRun);
    const datasetSums = yield* sumsBy(byDataset);
    const runs = byRun.groups.map((group, place) => ({ group, ...withSums(group, runSums[place]) }));
    return byDataset.groups
      .map((group, place): DatasetRuns => ({
        dataset: group.dataset,
        ...withSums(group, datasetSums[place]),
        runs: runs
          .filter((run) => run.group.dataset === group.dataset)
          .map(({ group: { run }, ...sums }): RunNode => ({ run, ...sums }))
          .toSorted(newestFirst),
      }))
      .toSorted((one, other) => byName(one.dataset, other.dataset));
  });
}
