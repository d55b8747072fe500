import type { FileSystem } from '../files/file-system.ts';
import type { Linking } from '../index/linking.ts';
import type { ReadManifest } from '../index/packed-batch.ts';
import type { FoundManifest, WalkEvent } from '../index/walk-event.ts';
import type { NameOf } from '../index/write-folder.ts';
import type { Bringing } from './bringing.ts';
import type { Rules, Words } from './rules.ts';

/**
 * Reads a source that the walk found, at a path of this system; null when it is gone. Each pipeline in it is one of the answers.
 *
 * @param nowNs the current time in nanoseconds since 1970
 */
export type ReadSource = (
  fs: FileSystem,
  path: string,
  found: FoundManifest,
  nowNs: bigint,
) => readonly ReadManifest[] | null;

/** What Stemma reads of a layout. All that differs between the layouts of nirs4all lies behind this. */
export interface Reading {
  /** Walks over the workspace, and tells of sources, stored files, and what can't be looked at. */
  walk(fs: FileSystem, root: string, realRoot: string, nowMs: number): Iterable<WalkEvent>;
  /** What the name of a stored file tells. */
  readonly nameOf: NameOf;
  readonly read: ReadSource;
  /** How records find their files. */
  readonly linking: Linking;
  /** What may go, in which order, where it goes back to, and what makes it wanted again. */
  readonly rules: Rules;
  readonly words: Words;
  readonly bringing: Bringing;
}

/** How a workspace keeps its artifacts. Several may lie in one folder, side by side. */
export interface Layout {
  /** `v3` are files, `store` is a database. */
  readonly name: 'v3' | 'store';
  /** What of it lies in a workspace's folder, for people. */
  readonly marks: readonly string[];
  /** Whether it is there. */
  recognises(fs: FileSystem, root: string): boolean;
}
