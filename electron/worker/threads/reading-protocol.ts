import type { MessagePort } from 'node:worker_threads';
import type { PackedBatch } from '../../registry/index/packed-batch.ts';
import type { FoundManifest } from '../../registry/index/walk-event.ts';

/** What the reading thread is started with. */
export interface ReadingOptions {
  readonly root: string;
  /** One shared number: how many replies the thread has posted, so that the scan can wait for the next. */
  readonly posted: Int32Array;
  /** Requests come and replies go through it: unlike the thread's own port it can be read without an event loop. */
  readonly port: MessagePort;
}

/** What the scan sends: manifests to read. */
export type ReadingRequest = readonly FoundManifest[];

/** What the reading thread sends for each request: a batch, or what went wrong with our own code. */
export type ReadingReply =
  | { readonly kind: 'batch'; readonly batch: PackedBatch }
  | { readonly kind: 'failed'; readonly stack: string };
