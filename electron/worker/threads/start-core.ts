import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { CoreOptions } from './core-protocol.ts';
import type { Port } from './port.ts';
import { threadScript } from './thread-script.ts';

/**
 * Starts a core and returns the line to it. This is the only place that knows that the core is a thread of this
 * process: who asks, asks the port.
 */
export function startCore(options: CoreOptions = {}): Port {
  const worker = new Worker(threadScript('core-thread'), { workerData: options });
  let failure: string | null = null;
  worker.on('error', (error: unknown) => {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onGone: (listener) => void worker.once('exit', (code) => listener(failure ?? `it ended (${code})`)),
    terminate: async () => void (await worker.terminate()),
  };
}

/** Starts the same core in a process of its own, over the same messages. */
export function startCoreProcess(options: CoreOptions = {}): Port {
  const child = fork(fileURLToPath(threadScript('core-thread')), [JSON.stringify(options)], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  return {
    post: (message) => {
      // One that is gone says so by `onGone`.
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onGone: (listener) =>
      void child.once('exit', (code, signal) => listener(`it ended (${signal ?? code ?? 'unknown'})`)),
    terminate: async () => {
      child.kill();
      await gone;
    },
  };
}
