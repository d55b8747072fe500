/** What pipelines are read from: files each, or a single database. */
export const SOURCE_KINDS = ['manifest', 'database'] as const;

/** See {@link SOURCE_KINDS}. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** What can't be read: what pipelines are read from, or a place where such may lie. */
export const UNREADABLE_KINDS = [...SOURCE_KINDS, 'folder', 'archive'] as const;

/** See {@link UNREADABLE_KINDS}. */
export type UnreadableKind = (typeof UNREADABLE_KINDS)[number];
