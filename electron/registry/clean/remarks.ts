import type { PlanRemark } from '../../../shared/domain/clean.ts';
import { allTuples } from '../index/database.ts';
import { goneOf } from '../index/gone.ts';
import { blockedBy } from '../state/blocking.ts';
import { storedPaths, type PlanEntry } from '../change/plan.ts';
import type { Planning } from './planning.ts';
import { readBatches } from '../change/trash.ts';

/** The paths of what lies in the trash: a manifest that Stemma moved there itself is not lost. */
function trashed({ site }: Planning): ReadonlySet<string> {
  const batches = readBatches(site);
  if (!batches.ok) return new Set();
  return new Set(batches.value.flatMap(({ plan }) => plan?.entries.map(({ path }) => path) ?? []));
}

function gone(planning: Planning, stored: readonly string[]): PlanRemark[] {
  const { files, manifests } = goneOf(planning.context.index, stored);
  const inTrash = trashed(planning);
  const lost = manifests.filter(({ manifest }) => !inTrash.has(manifest));
  if (lost.length === 0) return [];
  const sinceMs = Math.min(...lost.map(({ goneMs }) => goneMs));
  return [{ kind: 'gone', files, manifests: lost.length, sinceMs }];
}

function unopened({ context }: Planning): PlanRemark[] {
  const paths = allTuples<[string]>(
    context.index,
    `SELECT path FROM unopened ORDER BY what = 'git', path`,
  ).map(([path]) => path);
  const [first] = paths;
  return first === undefined ? [] : [{ kind: 'unopened', first, count: paths.length }];
}

function blocked({ context }: Planning): PlanRemark[] {
  const { blocks } = blockedBy(context);
  const [first] = blocks;
  if (first === undefined) return [];
  const datasets = new Set(blocks.flatMap(({ scope }) => scope?.datasets ?? []));
  return [{ kind: 'blocked', first: first.path, count: blocks.length, datasets: [...datasets].toSorted() }];
}

/**
 * What the user should know before a plan is done: that some of its files were named by manifests which are gone, that there are
 * archives and histories that may hold more, and that files of some datasets can't be told and are left out.
 */
export function remarksOn(planning: Planning, entries: readonly PlanEntry[]): PlanRemark[] {
  const stored = storedPaths(entries);
  if (stored.length === 0) return [];
  return [...gone(planning, stored), ...unopened(planning), ...blocked(planning)];
}
