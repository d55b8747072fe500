import type { GoingPipeline, Plan, PlanEntry } from './plan.ts';

/** Times and inode numbers are too large for numbers of JSON, and become texts of digits that end with `n`. */
type Text<Value> = { readonly [Key in keyof Value]: Value[Key] extends bigint ? string : Value[Key] };

/** A plan as it lies in its text. */
interface StoredPlan extends Omit<Plan, 'entries' | 'pipelines'> {
  readonly entries: readonly Text<PlanEntry>[];
  readonly pipelines: readonly Text<GoingPipeline>[];
}

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

/** The inverse of {@link planText}. The text is one that we wrote, which a checksum has told. */
export function readPlanText(text: string): Plan {
  const stored = JSON.parse(text) as StoredPlan;
  return {
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
  };
}
