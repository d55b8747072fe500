import type { WorkKind } from '../../../shared/api/deletion/work-kinds.ts';
import type { Cancel } from '../../registry/change/outcome.ts';
import type { Site } from '../../registry/change/site.ts';
import type { ReadableIndex } from '../../registry/index/database.ts';
import type { Workspace } from '../../registry/workspace.ts';

/** What a job that writes is given beside its input: the workspace with the only connection that writes its index. */
export interface WritingPlace {
  readonly workspace: Workspace;
  readonly site: Site;
  readonly cancel: Cancel;
}

/** What a job that only reads is given. */
export interface ReadingPlace {
  readonly site: Site;
  /** Null where there is no index yet, or the job has no use for it. */
  readonly index: ReadableIndex | null;
}

/** Every progress says in which phase the job is; a new one is told at once, the rest now and then. */
interface Phased {
  readonly phase: string;
}

/** What jobs of both lanes are made of: a function that yields its progress and ends with its value, in a thread of its own. */
interface Job<Place, Input, Progress extends Phased, Value> {
  /** How windows are told of it; null for scans, of which they are told by themselves, and for what nobody need be told of. */
  readonly kind: WorkKind | null;
  /** Whether whoever asks for it with the same input while it is under way is given the same one. */
  readonly isShared: boolean;
  /** What cancelling does: `drop` it and roll back what it wrote, or `stop` it after the current file, with its value. */
  readonly onCancel: 'drop' | 'stop';
  /** What is told of it until it begins. */
  readonly waiting: Progress;
  run(place: Place, input: Input): Generator<Progress, Value> | AsyncGenerator<Progress, Value>;
}

/** A job of the lane in which one at a time writes the index, after all that were asked for before it. */
export interface WritingJob<Input, Progress extends Phased, Value> extends Job<
  WritingPlace,
  Input,
  Progress,
  Value
> {
  readonly lane: 'write';
  /** Whether it changes the workspace. Of those only one is taken on at a time, and the next is refused. */
  readonly changesWorkspace: boolean;
  /** Whether the index may say something else after it. */
  hasChanged(value: Value): boolean;
}

/** A job that writes the index and leaves the workspace as it is: it is never refused. */
export type UnchangingJob<Input, Progress extends Phased, Value> = WritingJob<Input, Progress, Value> & {
  readonly changesWorkspace: false;
};

/** A job that looks at the workspace and changes nothing: it waits for nobody, and nobody for it. */
export interface ReadingJob<Input, Progress extends Phased, Value> extends Job<
  ReadingPlace,
  Input,
  Progress,
  Value
> {
  readonly lane: 'read';
  /** Whether it asks the index: one that lives in memory is copied for it. */
  readonly asksIndex: boolean;
  readonly changesWorkspace: false;
}
