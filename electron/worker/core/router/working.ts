import type { WorkProgress, WorkResult } from '../../../../shared/api/deletion/clean-work.ts';
import type { Result } from '../../../../shared/domain/result.ts';
import type { CleanError } from '../../../registry/change/clean-error.ts';
import { finish, follow } from '../../jobs/follow.ts';
import { reasonOf, type JobOutcome } from '../../jobs/running-job.ts';
import type { InputOf, JobName, ProgressOf, ValueOf } from '../../jobs/table.ts';
import type { StartedJob } from '../../jobs/workspace-jobs.ts';
import type { FollowableName } from '../followable-work.ts';
import type { ServedWorkspace } from '../served-workspace.ts';
import { servedBy } from './asking.ts';
import { refusal, type ErrorMakers, type MissingKind } from './refusal.ts';

/** A call that starts work. */
export interface Working {
  readonly served: ServedWorkspace;
  readonly errors: ErrorMakers;
  /** Aborted by a client that no longer wants it: the work stops after the current file. */
  readonly signal: AbortSignal | undefined;
  /** What a NOT_FOUND would be about. */
  readonly kind: MissingKind;
  /** The client's own name for the work, by which it can follow it again; null where it won't. */
  readonly workId?: string | null;
}

/** The work that a call starts; `kind` is what a NOT_FOUND would be about. */
export function workingBy(
  asking: Parameters<typeof servedBy>[0] & {
    readonly errors: ErrorMakers;
    readonly input: { readonly work_id?: string | null | undefined };
  },
  kind: MissingKind,
): Working {
  const { errors, signal, input } = asking;
  return { served: servedBy(asking), errors, signal, kind, workId: input.work_id ?? null };
}

/** For so long, in milliseconds, work goes on for a page that went away: loading it anew takes less. */
const PATIENCE_MS = 15_000;

/** What a job comes to where it is not refused; never for one that can't be. */
type DoneOf<Name extends JobName> = ValueOf<Name> extends Result<infer Done, CleanError> ? Done : never;

function undeclared(what: string): Error {
  return new Error(`An error that the procedure does not declare: ${what}`);
}

function start<Name extends JobName>(
  { served, errors }: Working,
  name: Name,
  input: InputOf<Name>,
): StartedJob<Name> {
  const started = served.start(name, input);
  if (started.ok) return started.value;
  throw errors.BUSY?.({ data: { work: started.error } }) ?? undeclared('BUSY');
}

function valueOf<Name extends JobName>(
  { served, errors, kind }: Working,
  outcome: JobOutcome<ValueOf<Name>> | null,
): DoneOf<Name> {
  const ended = (outcome ?? { kind: 'cancelled' }) as JobOutcome<Result<DoneOf<Name>, CleanError>>;
  switch (ended.kind) {
    case 'done':
      if (ended.value.ok) return ended.value.value;
      throw refusal(errors, ended.value.error, served.site, kind);
    case 'cancelled':
    case 'failed':
      throw errors.SCAN_FAILED?.({ data: { reason: reasonOf(ended) } }) ?? undeclared('SCAN_FAILED');
    case 'stopped':
      throw errors.WORK_STOPPED?.({ data: { reason: reasonOf(ended) } }) ?? undeclared('WORK_STOPPED');
  }
}

/** Does a job to its end. */
export async function finished<Name extends JobName>(
  working: Working,
  name: Name,
  input: InputOf<Name>,
): Promise<DoneOf<Name>> {
  return valueOf<Name>(working, await finish(start(working, name, input), working.signal));
}

/**
 * A job as one client sees it: progress, then the result. A client that leaves early makes it stop after the current file.
 */
export async function* followed<Name extends JobName>(
  working: Working,
  name: Name,
  input: InputOf<Name>,
): AsyncGenerator<ProgressOf<Name>, DoneOf<Name>> {
  const started = start(working, name, input);
  const { served, signal, workId = null } = working;
  if (workId === null) return valueOf<Name>(working, yield* follow(started, signal));
  served.followable.keep(workId, started);
  return valueOf<Name>(working, yield* follow(started, signal, PATIENCE_MS));
}

/**
 * Work that a client had begun under a name of its own: how far it is, and what it comes to, or came to. Null where nothing is
 * known of it any more.
 */
export async function* followedAgain(
  working: Working & { readonly workId: string },
): AsyncGenerator<WorkProgress, WorkResult | null> {
  const started = working.served.followable.find(working.workId);
  if (started === null) return null;
  return valueOf<FollowableName>(working, yield* follow(started, working.signal, PATIENCE_MS));
}
