/** A V3 artifact id, `<pipeline id>$<chain hash>:<fold>`. It names an artifact inside a dataset only: equal runs have equal ids. */
export interface ArtifactId {
  readonly pipelineId: string;
  /** 12 lower-case hex digits. */
  readonly chainHash: string;
  /** Null for `all`: one artifact that all folds share. */
  readonly fold: number | null;
}

const CHAIN_HASH = /^[0-9a-f]{12}$/;
const FOLD = /^(?:0|[1-9]\d*)$/;

/** Whether an id has the shape of V3 at all. V2 ids (`0002_x_2f26de:0:3.1:all`) have no `$`. */
export function isV3ArtifactId(id: string): boolean {
  return id.includes('$');
}

/** Builds an id; the library does the same for any pipeline id. */
export function makeArtifactId(pipelineId: string, chainHash: string, fold: number | null): string {
  return `${pipelineId}$${chainHash}:${fold ?? 'all'}`;
}

/** The exact inverse of {@link parseArtifactId}. */
export function printArtifactId(id: ArtifactId): string {
  return makeArtifactId(id.pipelineId, id.chainHash, id.fold);
}

/**
 * Splits at the last `$` before the last `:`, for nirs4all takes `$` in names of pipelines. Null for a V2 id and for anything that would not print back exactly:
 * parts are never guessed.
 */
export function parseArtifactId(id: string): ArtifactId | null {
  const colon = id.lastIndexOf(':');
  const dollar = colon < 0 ? -1 : id.lastIndexOf('$', colon);
  if (dollar <= 0) return null;
  const chainHash = id.slice(dollar + 1, colon);
  const foldText = id.slice(colon + 1);
  if (!CHAIN_HASH.test(chainHash)) return null;
  if (foldText !== 'all' && !FOLD.test(foldText)) return null;
  const fold = foldText === 'all' ? null : Number(foldText);
  if (fold !== null && !Number.isSafeInteger(fold)) return null;
  return { pipelineId: id.slice(0, dollar), chainHash, fold };
}
