import type { MessagePort } from 'node:worker_threads';
import type { PackedBatch } from '../../registry/index/packed-batch.ts';
import type { Wanted } from '../../registry/layouts/scan/manifest-reader.ts';

/** What the reading thread is started with. */
export interface ReadingOptions {
  readonly root: string;
  /** Shared, see {@link COUNTS}. */
  readonly counts: Int32Array;
  /** Requests come and replies go through it: unlike the thread's own port it can be read without an event loop. */
  readonly port: MessagePort;
}

/**
 * What both sides count: `posted` are the replies of the thread, so that the scan can wait for the next; `taken` those that the scan took, so
 * that the thread waits with more than a few. `isClosed` is 1 once nobody takes any more.
 */
export const COUNTS = { posted: 0, taken: 1, isClosed: 2 } as const;

/** What the scan sends: manifests to read. */
export type ReadingRequest = readonly Wanted[];

/** What the reading thread sends for each request: batches and then an end, or what went wrong with our own code. */
export type ReadingReply =
  | { readonly kind: 'batch'; readonly batch: PackedBatch }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly stack: string };
