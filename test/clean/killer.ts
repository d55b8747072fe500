import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const KILLER = `
  const { begun, afterMs } = require('node:worker_threads').workerData;
  Atomics.wait(begun, 0, 0);
  Atomics.wait(begun, 1, 0, afterMs);
  process.kill(process.pid, 'SIGKILL');
`;

/**
 * A thread that kills this process so many milliseconds after its work has begun, as `kill -9` does; undefined lets it live. Returns what begins
 * that time.
 */
export async function killer(afterMs: string | undefined): Promise<() => void> {
  if (afterMs === undefined) return () => undefined;
  const begun = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(KILLER, { eval: true, workerData: { begun, afterMs: Number(afterMs) } });
  await once(worker, 'online');
  worker.unref();
  return () => {
    Atomics.store(begun, 0, 1);
    Atomics.notify(begun, 0);
  };
}
