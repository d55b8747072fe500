import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../electron/worker/jobs/follow.ts';
import type { FromJob, IndexAfter } from '../../electron/worker/jobs/protocol.ts';
import type { JobOutcome } from '../../electron/worker/jobs/running-job.ts';
import { JOBS, type JobName } from '../../electron/worker/jobs/table.ts';
import type { StartThread } from '../../electron/worker/jobs/thread-run.ts';
import { WorkspaceJobs, type StartedJob } from '../../electron/worker/jobs/workspace-jobs.ts';
import { NOTHING_SAID } from '../../electron/registry/trash/empty.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { expectAlwaysAsync, often } from '../support/property.ts';
import { fakeThreads, settle, type FakeThread } from './fake-threads.ts';

const AFTER: IndexAfter = {
  changed: false,
  isStale: false,
  notices: [],
  snapshot: null,
  trash: { batches: [], problem: null, settled: {} },
};

function jobsWith(start: StartThread) {
  const ends: string[] = [];
  const jobs = new WorkspaceJobs(
    {
      workspace: { root: '/workspace', realRoot: '/workspace', file: null },
      snapshot: () => null,
      onNotices: () => undefined,
      onEnd: ({ name }, { kind }) => void ends.push(`${name} ${kind}`),
      onProgress: () => undefined,
    },
    start,
  );
  return { jobs, ends };
}

const done = (value: unknown): FromJob => ({ type: 'done', value, after: AFTER });

function started<Name extends JobName>(result: ReturnType<WorkspaceJobs['start']>): StartedJob<Name> {
  if (!result.ok) throw new Error(`Refused: ${result.error}`);
  return result.value as unknown as StartedJob<Name>;
}

describe('jobs of a workspace', () => {
  it('have their turns in the order in which they were asked for', async () => {
    const { threads, start } = fakeThreads();
    const { jobs, ends } = jobsWith(start);
    const scan = started<'scan'>(jobs.start('scan', null));
    const restore = started<'restoreWanted'>(jobs.start('restoreWanted', null));
    await settle();
    expect(threads.map(({ state }) => state)).toEqual(['runs', 'waits']);
    threads[0]?.tell(done(null));
    threads[0]?.end({ kind: 'ended', code: 0 });
    expect(await scan.outcome).toEqual({ kind: 'done', value: null, after: AFTER });
    await settle();
    expect(threads[1]?.state).toBe('runs');
    threads[1]?.end({ kind: 'died', reason: 'out of memory' });
    expect(await restore.outcome).toEqual({ kind: 'stopped', reason: 'out of memory' });
    expect(ends).toEqual(['scan done', 'restoreWanted stopped']);
    expect(jobs.all).toEqual([]);
  });

  it('let one alone change the workspace: a second is refused with the kind of the first', () => {
    const { start } = fakeThreads();
    const { jobs } = jobsWith(start);
    started(jobs.start('resume', { id: 'a', said: NOTHING_SAID }));
    expect(
      jobs.start('empty', {
        ids: [],
        olderThanMs: null,
        said: NOTHING_SAID,
      }),
    ).toEqual({ ok: false, error: 'resume' });
    expect(jobs.start('plan', { request: { kind: 'orphans' }, consent: NO_CONSENT, graceMs: 0 }).ok).toBe(
      true,
    );
    expect(jobs.start('scan', null).ok).toBe(true);
  });

  it('give a second asker of a scan the one under way, which ends when both have left', async () => {
    const { threads, start } = fakeThreads();
    const { jobs } = jobsWith(start);
    const [one, other] = [new AbortController(), new AbortController()];
    const first = finish(started<'scan'>(jobs.start('scan', null)), one.signal);
    const second = finish(started<'scan'>(jobs.start('scan', null)), other.signal);
    await settle();
    expect(threads).toHaveLength(1);
    one.abort();
    expect(await first).toBeNull();
    expect(threads[0]?.isCancelled).toBe(false);
    other.abort();
    expect(await second).toBeNull();
    expect(threads[0]?.isCancelled).toBe(true);
  });

  it('are not joined once they were given up: whoever asks anew gets one of their own', async () => {
    const { threads, start } = fakeThreads();
    const { jobs } = jobsWith(start);
    const gone = started<'scan'>(jobs.start('scan', null));
    await settle();
    gone.job.cancel();
    const anew = started<'scan'>(jobs.start('scan', null));
    expect(anew.job).not.toBe(gone.job);
    threads[0]?.tell({ type: 'cancelled' });
    threads[0]?.end({ kind: 'ended', code: 0 });
    expect(await gone.outcome).toEqual({ kind: 'cancelled' });
    await settle();
    expect(threads[1]?.state).toBe('runs');
  });

  it('that only read begin beside what writes, and are joined by who asks for the same', async () => {
    const { threads, start } = fakeThreads();
    const { jobs } = jobsWith(start);
    started(jobs.start('restoreWanted', null));
    const look = started<'lookAtBatch'>(jobs.start('lookAtBatch', { id: 'a', turn: 0 }));
    const same = started<'lookAtBatch'>(jobs.start('lookAtBatch', { id: 'a', turn: 0 }));
    const other = started<'lookAtBatch'>(jobs.start('lookAtBatch', { id: 'b', turn: 0 }));
    await settle();
    expect(threads.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'restoreWanted runs',
      'lookAtBatch runs',
      'lookAtBatch runs',
    ]);
    expect(same.job).toBe(look.job);
    threads[2]?.end({ kind: 'died', reason: 'the drive is gone' });
    threads[1]?.tell({ type: 'done', value: 'files', after: null });
    threads[1]?.end({ kind: 'ended', code: 0 });
    expect(await look.outcome).toEqual({ kind: 'done', value: 'files', after: null });
    expect(await other.outcome).toEqual({ kind: 'stopped', reason: 'the drive is gone' });
    expect(jobs.changing?.name).toBe('restoreWanted');
  });

  it('never begin one that was given up while it waited', async () => {
    const { threads, start } = fakeThreads();
    const { jobs } = jobsWith(start);
    started(jobs.start('scan', null));
    const waiting = started<'undecide'>(jobs.start('undecide', { dataset: 'corn' }));
    waiting.job.cancel();
    await settle();
    threads[0]?.end({ kind: 'ended', code: 0 });
    expect(await waiting.outcome).toEqual({ kind: 'cancelled' });
    expect(threads[1]?.state).toBe('ended');
  });

  type Step =
    { readonly do: 'start'; readonly name: JobName } | { readonly do: 'cancel' | 'finish' | 'die' | 'drop' };

  const names = Object.keys(JOBS) as JobName[];
  const isWriting = ({ name }: FakeThread): boolean => JOBS[name].lane === 'write';
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...names).map((name) => ({ do: 'start' as const, name })) },
    {
      weight: 3,
      arbitrary: fc.constantFrom('cancel', 'finish', 'die', 'drop').map((what) => ({ do: what })),
    },
  );

  it('run one at a time whatever happens, and tell everybody one end', async () => {
    await expectAlwaysAsync(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { threads, start } = fakeThreads();
        const { jobs, ends } = jobsWith(start);
        const outcomes: Promise<JobOutcome<unknown>>[] = [];
        let taken = 0;
        for (const each of steps) {
          const running = threads.find(({ state }) => state === 'runs');
          if (each.do === 'start') {
            const isBusy = jobs.changing !== null;
            const result = jobs.start(each.name, null);
            expect(result.ok).toBe(!(isBusy && JOBS[each.name].changesWorkspace));
            if (result.ok) outcomes.push(result.value.outcome);
          } else if (each.do === 'cancel') jobs.all.at(-1)?.cancel();
          else if (each.do === 'finish') {
            running?.tell(done('value'));
            running?.end({ kind: 'ended', code: 0 });
          } else if (each.do === 'drop') {
            running?.tell({ type: 'cancelled' });
            running?.end({ kind: 'ended', code: 0 });
          } else running?.end({ kind: 'died', reason: 'it died' });
          await settle();
          expect(threads.filter((thread) => !isWriting(thread) && thread.state === 'waits')).toEqual([]);
          const writing = threads.filter(isWriting);
          const now = writing.filter(({ state }) => state === 'runs');
          expect(now.length).toBeLessThanOrEqual(1);
          // Those that were asked for before it have ended.
          for (const { state } of now.length === 0
            ? []
            : writing.slice(0, writing.indexOf(now[0] as FakeThread))) {
            expect(state).toBe('ended');
          }
          expect(jobs.all.length + ends.length).toBe(threads.length);
          taken = threads.length;
        }
        const closing = jobs.close();
        for (let left = 0; left <= taken; left += 1) {
          await settle();
          threads.find(({ state }) => state === 'runs')?.end({ kind: 'ended', code: 1 });
        }
        await closing;
        expect(jobs.all).toEqual([]);
        expect(ends).toHaveLength(taken);
        for (const outcome of await Promise.all(outcomes)) {
          expect(['done', 'cancelled', 'stopped']).toContain(outcome.kind);
        }
      }),
      often(100, 3000),
    );
  });
});
