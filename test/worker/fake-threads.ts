import type { FromJob, JobOptions } from '../../electron/worker/jobs/protocol.ts';
import type { JobName } from '../../electron/worker/jobs/table.ts';
import type { StartThread, ThreadEnd } from '../../electron/worker/jobs/thread-run.ts';

/** Lets all that waits for nothing but its turn go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** A thread that does what a test tells it. */
export interface FakeThread {
  readonly name: JobName;
  state: 'waits' | 'runs' | 'ended';
  isCancelled: boolean;
  tell(message: FromJob): void;
  end(end: ThreadEnd): void;
}

/** Starts fake threads, in the turns of the real ones. */
export function fakeThreads(): { readonly threads: FakeThread[]; readonly start: StartThread } {
  const threads: FakeThread[] = [];
  const start: StartThread = (_script, options, turn, onMessage) => {
    let resolve: (end: ThreadEnd) => void = () => undefined;
    const ended = new Promise<ThreadEnd>((done) => (resolve = done));
    const thread: FakeThread = {
      name: (options as JobOptions).name,
      state: 'waits',
      isCancelled: false,
      tell: (message) => onMessage(message as never),
      end: (end) => {
        thread.state = 'ended';
        resolve(end);
      },
    };
    threads.push(thread);
    void turn.then(() => {
      if (thread.isCancelled) thread.end({ kind: 'never' });
      else thread.state = 'runs';
    });
    return {
      ended,
      get isRunning() {
        return thread.state === 'runs';
      },
      cancel: () => (thread.isCancelled = true),
    };
  };
  return { threads, start };
}
