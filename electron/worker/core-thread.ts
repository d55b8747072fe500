import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { Core } from './core/core.ts';
import type { CoreOptions, ToCore } from './core-protocol.ts';

/** Answers over the line to whatever started this: a thread's port, or the channel of a process of its own. */
function answer(): void {
  if (!isMainThread && parentPort !== null) {
    const port = parentPort;
    const core = new Core(workerData as CoreOptions, (message) => port.postMessage(message));
    port.on('message', (message: ToCore) => core.receive(message));
  } else if (process.send !== undefined) {
    const send = process.send.bind(process);
    const core = new Core(JSON.parse(process.argv[2] ?? '{}') as CoreOptions, (message) => send(message));
    process.on('message', (message) => core.receive(message as ToCore));
    process.on('disconnect', () => process.exit());
  }
}

answer();
