/** The words that plans, results and the trash are told in; closed sets, for the command line and the window alike. */

/** What is cleaned up; `results` are folders of results that no run names, `import` are damaged files that an import replaced. */
export const PLAN_KINDS = [
  'orphans',
  'foreign',
  'results',
  'pipeline',
  'pipelines',
  'failed',
  'dataset',
  'import',
] as const;

/** See {@link PLAN_KINDS}. */
export type PlanKind = (typeof PLAN_KINDS)[number];

/**
 * Why a file goes: no manifest names it (`orphan`); only pipelines that go use it (`exclusive`); it lies in the folder of
 * such a pipeline (`folder`), or in one of native results that no run names (`results`), or in those that the runs share of a dataset that
 * goes (`dataset`); somebody else put it there, and the user chose it by its name (`foreign`); it holds other bytes than its name says, and
 * an import brings the right ones (`damaged`); it is no stored file, and an import that is taken back put it there (`brought`).
 */
export const ENTRY_REASONS = [
  'orphan',
  'exclusive',
  'folder',
  'results',
  'dataset',
  'foreign',
  'damaged',
  'brought',
] as const;

/** See {@link ENTRY_REASONS}. */
export type EntryReason = (typeof ENTRY_REASONS)[number];

/** Why a file that one could expect to go stays. */
export const STAY_REASONS = [
  /** Something else uses it, or a record whose file is missing may mean it. */
  'shared',
  'claimed',
  /** A pipeline of its dataset may be running, and could take it into use without writing it. */
  'running',
  /** It is the manifest of a pipeline that nirs4all may still be writing. */
  'writing',
  /** It is a link, or lies behind one. */
  'link',
  /** It lies on another disk than the workspace. */
  'device',
  /** It lies on the same disk, behind another mount: no name can be given to it from here. */
  'mount',
  /** Its path in the trash would be longer than the system allows. */
  'too-long',
  /** Its path would mean something else on another system: a backslash, a drive, our own folder. */
  'odd-name',
  /** It is no file: a socket, a pipe or a device. */
  'special',
  /** Its folder can't be looked into. */
  'unlistable',
  /** Named by its path, and no foreign file. */
  'not-foreign',
] as const;

/** See {@link STAY_REASONS}. */
export type StayReason = (typeof STAY_REASONS)[number];

/** Why a file of a plan or batch was left where it is. */
export const SKIP_REASONS = [
  /** It is not what it was when the plan was made. */
  'changed',
  'gone',
  /** A record names it by now, or named it again after it had been moved: it is back in its place. */
  'referenced',
  'wanted-again',
  /** A manifest holds its name or the digits of its hash, whatever the index says; a manifest in another part of the trash does. */
  'named',
  'needed-in-trash',
  /** It is damaged, and what was to take its place is not there. */
  'not-replaced',
  /** It no longer is an orphan, or foreign: too young, or a record whose file is missing may mean it. */
  'recent',
  'claimed',
  'running',
  /** It lies behind a link, or on another disk, by now. */
  'link',
  /** The manifest of its pipeline stays, so it does too. */
  'pipeline-stays',
  /** Its pipeline stays because nirs4all may still be writing it. */
  'writing',
  /** It lies in a folder of the trash, and no Stemma put it there. */
  'stray',
  /** Something else lies where it would go. */
  'taken',
  /** It has its name in the trash too, and a Stemma whose lock was taken away may still wake and take the other: both stay. */
  'second-name',
  /** Other bytes lie in its place in the workspace: nothing is ever replaced. */
  'conflict',
  /** The system refused; the message is its own. */
  'failed',
  /** The work was cancelled before it was its turn. */
  'cancelled',
] as const;

/** See {@link SKIP_REASONS}. */
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Something about a plan that the user should know. */
export const PLAN_NOTES = [
  /** The file system has no hard links: files are moved by renaming. */
  'NO_LINKS',
  /** A power cut in the middle may leave a file in neither place of the journal's order. */
  'NO_POWER_CUT',
  /** Some files have several names on this disk: moving them frees nothing. */
  'HARD_LINKS',
  /** Some files take as good as no space on this disk: moving them frees nothing. */
  'HOLLOW',
  /** The first files are cut off: a later run of nirs4all takes such a file by its name, and breaks. */
  'CUT_OFF_FIRST',
] as const;

/** See {@link PLAN_NOTES}. */
export type PlanNote = (typeof PLAN_NOTES)[number];

/** Something that the user should know before a plan is done, with what it is about. */
export type PlanRemark =
  /** Files of the plan were named by manifests that are gone since (milliseconds), and do not lie in the trash. */
  | { readonly kind: 'gone'; readonly files: number; readonly manifests: number; readonly sinceMs: number }
  /** There are archives, or a history of git, which may hold manifests and were not looked into; one of them, and how many. */
  | { readonly kind: 'unopened'; readonly first: string; readonly count: number }
  /** Something can't be read or seems to be gone, so that files of some datasets were left out; one such thing, and how many. */
  | {
      readonly kind: 'blocked';
      readonly first: string;
      readonly count: number;
      readonly datasets: readonly string[];
    };

/** What the user should know about work that was done. */
export const RESULT_NOTES = [
  /** Files were moved by renaming, because the file system has no hard links. */
  'MOVED_BY_RENAME',
  /** Files of other users were moved by renaming, because the system gives no second name to them. */
  'RENAMED_OF_OTHERS',
  /** The disk did not say that it holds the changes: they may not survive a power cut. */
  'NOT_SYNCED',
  /** After the last move something could not be read, so nobody knows whether it names what was moved. */
  'NOT_LOOKED_AGAIN',
  /** A pipeline that went back has a number above the count of folders of its run: a later run may overwrite it. */
  'NUMBER_ABOVE_COUNT',
  /** A batch of the trash is damaged, and was left alone. */
  'DAMAGED_LEFT',
] as const;

/** See {@link RESULT_NOTES}. */
export type ResultNote = (typeof RESULT_NOTES)[number];

/** Work on a batch of the trash that is going on, or was cut off. */
export const BATCH_WORK = ['moving', 'restoring', 'emptying'] as const;

/** See {@link BATCH_WORK}. */
export type BatchWork = (typeof BATCH_WORK)[number];
