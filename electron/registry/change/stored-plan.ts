import { ENTRY_REASONS, PLAN_KINDS, PLAN_NOTES, STAY_REASONS } from '../../../shared/domain/clean.ts';
import type { GoingPipeline, Plan, PlanEntry } from './plan.ts';

/** Times and inode numbers are too large for numbers of JSON, and become texts of digits that end with `n`. */
type Text<Value> = { readonly [Key in keyof Value]: Value[Key] extends bigint ? string : Value[Key] };

/** A plan as it lies in its text. */
export interface StoredPlan extends Omit<Plan, 'entries' | 'pipelines'> {
  readonly entries: readonly Text<PlanEntry>[];
  readonly pipelines: readonly Text<GoingPipeline>[];
}

/** Whether a value is of some shape. */
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isNumber: Check = (value) => Number.isFinite(value);
/** Of which a date can be made. */
const isTime: Check = (value) => typeof value === 'number' && Math.abs(value) <= 8.64e15;
/** A whole number as {@link StoredPlan} has it, of at most 64 bits. */
const isBig: Check = (value) => typeof value === 'string' && /^-?\d{1,20}n$/.test(value);
const isHash: Check = (value) => typeof value === 'string' && /^[\da-f]{1,128}$/.test(value);

function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

function oneOf(values: readonly string[]): Check {
  const known = new Set<unknown>(values);
  return (value) => known.has(value);
}

function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every((each) => check(each));
}

/** An object with at least these keys. */
function shaped(shape: Readonly<Record<string, Check>>): Check {
  const checks = Object.entries(shape);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    return checks.every(([key, check]) => Object.hasOwn(value, key) && check(Reflect.get(value, key)));
  };
}

function oneShapeOf(checks: readonly Check[]): Check {
  return (value) => checks.some((check) => check(value));
}

const isDecision = oneShapeOf([
  shaped({ manifest: isText, sha256: isText }),
  shaped({ place: isText, identity: isText }),
  shaped({ dataset: isText, newest: isText }),
]);

const isPlan = shaped({
  id: isText,
  kind: oneOf(PLAN_KINDS),
  subject: orNull(isText),
  timeMs: isTime,
  graceMs: isNumber,
  workspace: isText,
  entries: listOf(
    shaped({
      path: isText,
      size: isCount,
      mtimeNs: isBig,
      inode: isBig,
      device: isBig,
      links: isCount,
      hash: orNull(isHash),
      reason: oneOf(ENTRY_REASONS),
      folder: orNull(isText),
    }),
  ),
  pipelines: listOf(
    shaped({ manifest: isText, uid: orNull(isText), size: isCount, mtimeNs: isBig, inode: isBig }),
  ),
  bytes: isCount,
  frees: isCount,
  breaks: listOf(
    shaped({
      manifest: isText,
      artifact_id: orNull(isText),
      position: isCount,
      needs: isText,
      inferred: isFlag,
    }),
  ),
  broken: listOf(
    shaped({ manifest: isText, uid: orNull(isText), position: isCount, artifactId: orNull(isText) }),
  ),
  stays: listOf(shaped({ path: isText, size: isCount, reason: oneOf(STAY_REASONS) })),
  decisions: listOf(isDecision),
  decided: listOf(isDecision),
  notes: listOf(oneOf(PLAN_NOTES)),
  consent: shaped({ breaks: isFlag, dataset: orNull(isText), empty: orNull(isText) }),
});

/** Whether a value is a plan as this version writes them, no file twice. Says nothing of its paths: see {@link pathsOf}. */
export function isStoredPlan(value: unknown): value is StoredPlan {
  if (!isPlan(value)) return false;
  const { entries } = value as StoredPlan;
  return new Set(entries.map(({ path }) => path)).size === entries.length;
}

/** The paths of a plan that something is done at; what it only shows is not among them. */
export function pathsOf({ entries, pipelines, decisions, decided }: StoredPlan): string[] {
  const folders = entries.map(({ folder }) => folder).filter((folder) => folder !== null);
  // A decision on a dataset names no path; one on the workspace's own folder has none below it.
  const decidedOn = [...decisions, ...decided].flatMap((decision) => {
    if ('manifest' in decision) return decision.manifest;
    return 'place' in decision && decision.place !== '.' ? decision.place : [];
  });
  return [
    ...entries.map(({ path }) => path),
    ...new Set(folders),
    ...pipelines.map(({ manifest }) => manifest),
    ...decidedOn,
  ];
}
