import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { Core } from '../core/core.ts';
import type { CoreOptions, FromCore, ToCore } from './core-protocol.ts';

/** Answers over the line to whatever started this: a thread's port, or the channel of a process of its own. */
function answer(): void {
  if (!isMainThread && parentPort !== null) {
    const port = parentPort;
    const line = { tell: (message: FromCore) => port.postMessage(message), end: () => port.close() };
    const core = new Core(workerData as CoreOptions, line);
    port.on('message', (message: ToCore) => core.receive(message));
  } else if (process.send !== undefined) {
    const send = process.send.bind(process);
    const line = { tell: (message: FromCore) => void send(message), end: () => process.disconnect() };
    const core = new Core(JSON.parse(process.argv[2] ?? '{}') as CoreOptions, line);
    process.on('message', (message) => core.receive(message as ToCore));
    process.on('disconnect', () => process.exit());
  }
}

answer();
