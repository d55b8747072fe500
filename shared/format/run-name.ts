/** What a run folder's name says. Only a hint: the manifest's own `dataset` key decides. */
export interface RunName {
  /** `YYYY-MM-DD` of the spelling before December 2025; null for a plain dataset name. */
  readonly date: string | null;
  readonly dataset: string;
}

/** A pipeline id taken apart. */
export interface PipelineIdParts {
  /** Count of folders + 1 when the pipeline was made, so it repeats after a deletion. */
  readonly number: number;
  /** Null where the pipeline was given none (`0001_2daa0a`). */
  readonly name: string | null;
  /** Six hex digits of the hash of the configuration. */
  readonly hash: string;
}

const DATED_RUN = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))_(.+)$/s;
const PIPELINE_ID = /^(\d{4,15})_(?:(.+)_)?([0-9a-f]{6})$/s;

/** Reads `<YYYY-MM-DD>_<dataset>` or `<dataset>`. A dataset that is itself called like a dated run can't be told apart. */
export function parseRunName(runName: string): RunName {
  const [, date, dataset] = DATED_RUN.exec(runName) ?? [];
  return date === undefined || dataset === undefined ? { date: null, dataset: runName } : { date, dataset };
}

/** The dataset that a run folder is probably of. Compare it exactly: `2025-01-01_corn2` is no run of `corn`. */
export function datasetHint(runName: string): string {
  return parseRunName(runName).dataset;
}

/** Reads `NNNN_<name>_<hash6>` or `NNNN_<hash6>`; null for anything else, such as a folder that was renamed by hand. */
export function parsePipelineId(pipelineId: string): PipelineIdParts | null {
  const [, number, name, hash] = PIPELINE_ID.exec(pipelineId) ?? [];
  if (number === undefined || hash === undefined) return null;
  return { number: Number(number), name: name ?? null, hash };
}
