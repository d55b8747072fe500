/** What a measurement may report about one run. */
export interface Outcome {
  /** The time to count, when it isn't that of the whole `run`: a query after opening, say. */
  readonly milliseconds?: number;
  /** What was found, under the names of the summary: the benchmark refuses a run that found something else. */
  readonly found?: Readonly<Record<string, number>>;
}

type Work<T> = (workspace: string, cache: string) => Promise<T> | T;

/** Something that is timed. */
export interface Measurement {
  readonly name: string;
  /** Whether `run` starts with an empty cache folder each time. Otherwise it keeps what `prepare` and earlier runs left. */
  readonly isCold?: boolean;
  /** Work before the first run, in a process of its own, not timed: building the index that is opened again. */
  readonly prepare?: Work<void>;
  /** Imports and other work in the timed process before the clock starts. */
  readonly load?: Work<void>;
  readonly run: Work<Outcome | void>;
}
