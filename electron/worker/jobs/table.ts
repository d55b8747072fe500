import { apply } from './apply-plan.ts';
import { applyImport } from './apply-import.ts';
import { decide, undecide } from './decide.ts';
import { deriveWays } from './derive-ways.ts';
import { empty } from './empty-trash.ts';
import { lookAtBatch, lookAtTrash } from './look-at-trash.ts';
import { plan } from './make-plan.ts';
import { planImport } from './plan-import.ts';
import { restore, restoreWanted } from './restore.ts';
import { resume } from './resume.ts';
import { scan } from './scan.ts';
import { undoImport } from './undo-import.ts';
import { writeExport } from './write-export.ts';

/** Every job, by the name under which it is asked for. */
export const JOBS = {
  scan,
  deriveWays,
  plan,
  apply,
  restore,
  restoreWanted,
  empty,
  resume,
  decide,
  undecide,
  lookAtTrash,
  lookAtBatch,
  planImport,
  applyImport,
  undoImport,
  writeExport,
} as const;

type Jobs = typeof JOBS;

/** See {@link JOBS}. */
export type JobName = keyof Jobs;

/** Jobs that leave the workspace as it is: they are never refused. */
export type UnchangingName = {
  [Name in JobName]: Jobs[Name]['changesWorkspace'] extends false ? Name : never;
}[JobName];

/** What a job is asked for with. */
export type InputOf<Name extends JobName> = Parameters<Jobs[Name]['run']>[1];

/** What a job tells while it runs. */
export type ProgressOf<Name extends JobName> = Jobs[Name]['waiting'];

/** What a job ends with. */
export type ValueOf<Name extends JobName> =
  ReturnType<Jobs[Name]['run']> extends Generator<unknown, infer Value> | AsyncGenerator<unknown, infer Value>
    ? Value
    : never;
