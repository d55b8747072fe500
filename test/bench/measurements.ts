import { CORE_MEASUREMENTS } from './core-measurements.ts';
import { floor } from './floor.ts';
import type { Summary } from './summary.ts';

/** What a measurement may report about one run. */
export interface Outcome {
  /** The time to count, when it isn't that of the whole `run`: a query after opening, say. */
  readonly milliseconds?: number;
  /** What was found, under the names of the summary: the benchmark refuses a run that found something else. */
  readonly found?: Partial<Record<keyof Summary, number>>;
}

type Work<T> = (workspace: string, cache: string) => Promise<T> | T;

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

/** The measurement that all others are compared with. */
export const FLOOR: Measurement = {
  name: 'floor: read manifests, stat files',
  run: (workspace) => {
    const { manifests, bytes, files, milliseconds } = floor(workspace);
    return {
      milliseconds,
      found: { manifestFilesOnDisk: manifests, manifestBytesOnDisk: bytes, filesOnDisk: files },
    };
  },
};

/** All measurements, in the order of the report. The floor comes by itself. */
export const MEASUREMENTS: readonly Measurement[] = CORE_MEASUREMENTS;
