import { isMainThread, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { nodeFileSystem } from '../../registry/files/file-system.ts';
import { readSource } from '../../registry/layouts/read-source.ts';
import { readBatches } from '../../registry/layouts/scan/manifest-reader.ts';
import { COUNTS, type ReadingOptions, type ReadingReply, type ReadingRequest } from './reading-protocol.ts';

/** Replies that wait to be taken, at most: a batch takes some megabytes, and the scan is the slower one. */
const MOST_WAITING = 6;

/** Waits until the scan has taken enough of what was posted; whether it wants more. */
function isWanted(counts: Int32Array): boolean {
  for (;;) {
    if (Atomics.load(counts, COUNTS.isClosed) === 1) return false;
    const taken = Atomics.load(counts, COUNTS.taken);
    if (Atomics.load(counts, COUNTS.posted) - taken < MOST_WAITING) return true;
    Atomics.wait(counts, COUNTS.taken, taken);
  }
}

/**
 * The thread that reads manifests for a scan: parsing is half of a first scan's work. It answers each request in turn, without returning to
 * the event loop while there are more.
 */
function answerRequests({ root, counts, port }: ReadingOptions): void {
  const post = (reply: ReadingReply): void => {
    port.postMessage(reply);
    Atomics.add(counts, COUNTS.posted, 1);
    Atomics.notify(counts, COUNTS.posted);
  };
  const reply = (request: ReadingRequest): void => {
    try {
      for (const batch of readBatches(readSource, nodeFileSystem, root, request, Date.now)) {
        if (!isWanted(counts)) return;
        post({ kind: 'batch', batch });
      }
      post({ kind: 'end' });
    } catch (error) {
      post({
        kind: 'failed',
        stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  };
  port.on('message', (first: ReadingRequest) => {
    reply(first);
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      reply(next.message as ReadingRequest);
    }
  });
}

if (!isMainThread) answerRequests(workerData as ReadingOptions);
