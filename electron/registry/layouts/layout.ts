import type { LayoutWords } from '../../../shared/api/workspace/layout-words.ts';
import type { FileSystem } from '../files/file-system.ts';
import type { WorkspacePath } from '../files/paths.ts';
import type { Linking } from '../index/linking.ts';
import type { KnownDigests, ReadManifest } from '../index/packed-batch.ts';
import type { FoundManifest, WalkEvent } from '../index/walk-event.ts';
import type { NameOf } from '../index/write-folder.ts';
import type { Bringing } from './bringing.ts';
import type { OwnWords, Rules } from './rules.ts';

/**
 * Reads a source that the walk found, at a path of this system; nothing when it is gone. Each pipeline in it is one of the answers, read
 * when it is asked for, for a database has more of them than should be held; the positions of their records count on from one to the next,
 * so that source and position name one record.
 *
 * @param nowNs the current time in nanoseconds since 1970
 * @param known what was said before of the pipelines in it, by their paths: see `ReadManifest.digest`
 */
export type ReadSource = (
  fs: FileSystem,
  path: string,
  found: FoundManifest,
  nowNs: bigint,
  known: KnownDigests,
) => Iterable<ReadManifest>;

/** What the thread wants of a layout that only reads sources. */
export interface Reader {
  /** Whether a source or stored file at a path would be this layout's, told by the path alone. */
  readonly holds: (path: WorkspacePath) => boolean;
  readonly read: ReadSource;
}

/** How a workspace keeps its artifacts. Several may lie in one folder, side by side. */
export interface Layout {
  /** `v3` are files, `store` is a database. */
  readonly name: 'v3' | 'store';
  /** What of it lies in a workspace's folder, for people. */
  readonly marks: readonly string[];
  /** Why nothing is brought into a workspace of this layout alone, nor taken out of it; null where pipelines are. */
  readonly closed: LayoutWords['closed'];
  /** Whether it is there. */
  recognises(fs: FileSystem, root: string): boolean;
}

/** A layout that Stemma reads. All that differs between the layouts of nirs4all lies behind this. */
export interface ReadLayout extends Layout, Reader {
  /** Walks over the workspace, and tells of sources, stored files, and what can't be looked at. */
  readonly walk: (fs: FileSystem, root: string, realRoot: string, nowMs: number) => Iterable<WalkEvent>;
  /** What the name of a stored file tells. */
  readonly nameOf: NameOf;
  /** How records find their files. */
  readonly linking: Linking;
  /** What may go, in which order, where it goes back to, and what makes it wanted again. */
  readonly rules: Rules;
  readonly words: OwnWords;
  /** How its pipelines are brought in and taken out; missing where they can't be. */
  readonly bringing?: Bringing;
}

/** The layout, of some, that holds a source or stored file at a path: the latest that says so. The first holds all that no other does. */
export function holderOf<Holder extends Pick<Reader, 'holds'>>(
  layouts: readonly Holder[],
  path: WorkspacePath,
): Holder {
  const holder = layouts.findLast(({ holds }) => holds(path));
  if (holder === undefined) throw new Error(`No layout holds ${path}.`);
  return holder;
}
