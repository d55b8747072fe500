import { describe, expect, it } from 'vitest';
import { makeSite } from '../../electron/registry/change/site.ts';
import type { TrashState } from '../../electron/registry/trash/trash-state.ts';
import { KnownTrash } from '../../electron/worker/core/known-trash.ts';
import { WorkspaceJobs } from '../../electron/worker/jobs/workspace-jobs.ts';
import { fakeThreads, settle } from './fake-threads.ts';

/** What the trash says, told apart by why it can't be looked at. */
const saying = (problem: string): TrashState => ({ batches: [], problem, settled: {} });

/** What is known of a trash, and the looks at it, which end when a test says so. */
function known() {
  const { threads, start } = fakeThreads();
  const jobs = new WorkspaceJobs(
    {
      workspace: { root: '/workspace', realRoot: '/workspace', file: null },
      snapshot: () => null,
      onNotices: () => undefined,
      onEnd: () => undefined,
      onProgress: () => undefined,
    },
    start,
  );
  const end = async (place: number, value: unknown): Promise<void> => {
    await settle();
    threads[place]?.tell({ type: 'done', value, after: null });
    threads[place]?.end({ kind: 'ended', code: 0 });
    await settle();
  };
  return { trash: new KnownTrash(makeSite('/workspace'), null, jobs), threads, end };
}

describe('a look at the trash that began before work on it ended', () => {
  it('is not what is known after that', async () => {
    const { trash, threads, end } = known();
    const before = trash.state();
    await settle();
    // The thread of some work died.
    trash.forget();
    const after = trash.state();
    await settle();
    expect(threads).toHaveLength(2);
    await end(0, saying('in the middle'));
    await end(1, saying('at its end'));
    expect(await before).toEqual(saying('at its end'));
    expect(await after).toEqual(saying('at its end'));
    expect(await trash.state()).toEqual(saying('at its end'));
  });

  it('gives way to what the work itself found', async () => {
    const { trash, end } = known();
    const asked = trash.state();
    await settle();
    trash.set(saying('after the work'));
    await end(0, saying('before'));
    expect(await asked).toEqual(saying('after the work'));
  });

  it('tells no files of a batch that are back by then', async () => {
    const { trash, threads, end } = known();
    trash.set(saying('two files'));
    const before = trash.files('batch');
    await settle();
    trash.set(saying('one file'));
    const after = trash.files('batch');
    await settle();
    expect(threads).toHaveLength(2);
    await end(0, 'two files');
    await end(1, 'one file');
    expect(await Promise.all([before, after])).toEqual(['one file', 'one file']);
    expect(await trash.files('batch')).toBe('one file');
    expect(threads).toHaveLength(2);
  });
});
