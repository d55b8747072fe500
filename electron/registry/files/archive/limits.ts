/** What is taken out of an archive at most. */
export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes that came out, whatever the headers say. */
  readonly bytes: number;
  /** The same, as a multiple of the archive's own size. */
  readonly growth: number;
}

/** A workspace of a million records packs into less. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 200_000,
  bytes: 64 * 1024 ** 3,
  growth: 100,
};
