/** The workspaces that the gallery's core holds, by what is to be seen in them. `prepare-workspaces.ts` makes them. */
export const WORKSPACE_NAMES = [
  /** Branches, stacking, several sources: chains, records, relations. */
  'branches',
  /** Orphans, foreign files, failed pipelines, a record whose file is missing. */
  'orphans',
  /** Three datasets with similar names. */
  'datasets',
  /** Exports and library entries that keep files. */
  'library',
  /** Nothing but its two folders. */
  'empty',
  /** A manifest that can't be read. */
  'unreadable',
  /** Several of them, one of which counts as empty. */
  'mostly-unreadable',
  /** Stored files, and no manifest. */
  'no-manifests',
  /** `runs/` can't be listed. */
  'unlistable',
  /** Two batches in the trash: a file that a manifest names again, and a name that was taken since. */
  'trashed',
  /** A move that was cut off. */
  'interrupted',
  /** The lock of a Stemma on another machine. */
  'locked',
  /** The runs of two datasets stand empty. */
  'emptied',
  /** What stood in the way was decided about, and one archive was not. */
  'decided',
  /** Files that are not what their records say, a number above the count, a manifest that is gone, archives, runs that stand empty. */
  'findings',
  /** Batches of the trash: one that is whole, one whose journal is lost, one that is a link. */
  'damaged',
  /** A store of a later nirs4all alone. */
  'store',
  /** The same, whose database is no database. */
  'store-unread',
  /** The same, of a version that nobody here knows. */
  'store-newer',
  /** The same beside runs and stored files. */
  'both',
  /** A store of 0.7, which is not read, beside runs and stored files. */
  'duck',
] as const;

/** See {@link WORKSPACE_NAMES}. */
export type WorkspaceName = (typeof WORKSPACE_NAMES)[number];

/** Under which ids the core knows them. */
export type WorkspaceIds = Readonly<Record<WorkspaceName, string>>;

/** Where the page asks for {@link WorkspaceIds}, and for the core. */
export const GALLERY_PATHS = { workspaces: '/gallery/workspaces.json', core: '/gallery/core' } as const;
