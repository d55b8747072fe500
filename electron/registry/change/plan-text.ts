import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { Plan } from './plan.ts';
import { isStoredPlan, pathsOf, type StoredPlan } from './stored-plan.ts';
import { parseJson } from '../files/parse-json.ts';
import { isCleanPath } from '../files/trust.ts';

/**
 * Why a text is no plan: it is not of the shape that this version writes (`shape`: cut off, or of another version), or a path in it
 * leads out of the workspace, or into our own folder (`path`): no Stemma ever wrote that.
 */
export type NoPlan = 'shape' | 'path';

function number(text: string): bigint {
  return BigInt(text.slice(0, -1));
}

/** A plan as text. Field by field, for a plan may have a hundred thousand entries. */
export function planText(plan: Plan): string {
  const stored: StoredPlan = {
    ...plan,
    entries: plan.entries.map((entry) => ({
      ...entry,
      mtimeNs: `${entry.mtimeNs}n`,
      inode: `${entry.inode}n`,
      device: `${entry.device}n`,
    })),
    pipelines: plan.pipelines.map((pipeline) => ({
      ...pipeline,
      mtimeNs: `${pipeline.mtimeNs}n`,
      inode: `${pipeline.inode}n`,
    })),
  };
  return JSON.stringify(stored);
}

/** The inverse of {@link planText}. Anybody can write a text with its checksum: nothing of it is believed before it is looked at. */
export function readPlanText(text: string): Result<Plan, NoPlan> {
  const stored = parseJson(text);
  if (!isStoredPlan(stored)) return fail('shape');
  if (!pathsOf(stored).every(isCleanPath)) return fail('path');
  const isInFolder = ({ path, folder }: { path: string; folder: string | null }): boolean =>
    folder === null || path.startsWith(`${folder}/`);
  if (!stored.entries.every(isInFolder)) return fail('path');
  return ok({
    ...stored,
    entries: stored.entries.map((entry) => ({
      ...entry,
      mtimeNs: number(entry.mtimeNs),
      inode: number(entry.inode),
      device: number(entry.device),
    })),
    pipelines: stored.pipelines.map((pipeline) => ({
      ...pipeline,
      mtimeNs: number(pipeline.mtimeNs),
      inode: number(pipeline.inode),
    })),
  });
}
