import { isMainThread, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { nodeFileSystem } from '../../registry/files/file-system.ts';
import { readSource } from '../../registry/layouts/read-source.ts';
import { readBatch } from '../../registry/layouts/scan/manifest-reader.ts';
import type { ReadingOptions, ReadingReply, ReadingRequest } from './reading-protocol.ts';

/**
 * The thread that reads manifests for a scan: parsing is half of a first scan's work. It answers each request with one
 * reply, without returning to the event loop while there are more.
 */
function answerRequests({ root, posted, port }: ReadingOptions): void {
  const answer = (request: ReadingRequest): ReadingReply => {
    try {
      return { kind: 'batch', batch: readBatch(readSource, nodeFileSystem, root, request, Date.now) };
    } catch (error) {
      return {
        kind: 'failed',
        stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
      };
    }
  };
  const reply = (request: ReadingRequest): void => {
    port.postMessage(answer(request));
    Atomics.add(posted, 0, 1);
    Atomics.notify(posted, 0);
  };
  port.on('message', (first: ReadingRequest) => {
    reply(first);
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      reply(next.message as ReadingRequest);
    }
  });
}

if (!isMainThread) answerRequests(workerData as ReadingOptions);
