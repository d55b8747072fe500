import type { Namer } from '../domain/namer.ts';
import type {
  BatchWork,
  EntryReason,
  PlanKind,
  PlanNote,
  PlanRemark,
  ResultNote,
  SkipReason,
  StayReason,
} from '../domain/clean.ts';
import { formatCount } from './format-number.ts';
import { localClock, localDay } from './local-time.ts';

/** What was cleaned up, as the name of a batch: `orphans`, `failed pipelines of corn`. */
export function kindText(kind: PlanKind | null, subject: string | null): string {
  const of = subject === null ? '' : ` of ${subject}`;
  switch (kind) {
    case 'orphans':
      return `orphans${of}`;
    case 'foreign':
      return 'foreign files';
    case 'results':
      return 'native results';
    case 'pipeline':
      return subject === null ? 'a pipeline' : `pipeline ${subject}`;
    case 'pipelines':
      return 'several pipelines';
    case 'failed':
      return `failed pipelines${of}`;
    case 'dataset':
      return subject === null ? 'a dataset' : `dataset ${subject}`;
    case 'import':
      return 'damaged files that an import replaced';
    case null:
      return 'unknown, its journal is lost';
  }
}

/** The same with how many files of it there are, where they are what was cleaned up: `38 orphans of wheat`. */
export function countedKindText(kind: PlanKind | null, subject: string | null, files: number): string {
  const counted = (noun: string): string => `${formatCount(files)} ${noun}${files === 1 ? '' : 's'}`;
  switch (kind) {
    case 'orphans':
      return `${counted('orphan')}${subject === null ? '' : ` of ${subject}`}`;
    case 'foreign':
      return counted('foreign file');
    case 'results':
      return `${counted('file')} of native results`;
    case 'pipeline':
    case 'pipelines':
    case 'failed':
    case 'dataset':
    case 'import':
    case null:
      return kindText(kind, subject);
  }
}

/** Why a file goes. */
export function entryText(reason: EntryReason, { one }: Namer): string {
  switch (reason) {
    case 'orphan':
      return `no ${one} names it`;
    case 'exclusive':
      return 'only what goes uses it';
    case 'folder':
      return "in the pipeline's folder";
    case 'results':
      return 'native results that no run names';
    case 'dataset':
      return 'of the dataset';
    case 'foreign':
      return 'not a name that nirs4all writes';
    case 'damaged':
      return 'damaged: an import brings the right bytes';
    case 'brought':
      return 'brought by the import';
  }
}

/** Why a file stays, in a plan. */
export function stayText(reason: StayReason): string {
  switch (reason) {
    case 'shared':
      return 'something else uses it too';
    case 'claimed':
      return 'a record whose file is missing may mean it';
    case 'running':
      return 'a running pipeline may still claim it';
    case 'writing':
      return 'its pipeline may still be running';
    case 'link':
      return 'it is a link, or lies behind one';
    case 'device':
      return 'it lies on another disk';
    case 'mount':
      return 'a mount point is in the way: it lies on another disk, or seems to';
    case 'too-long':
      return 'its path is too long for the trash';
    case 'odd-name':
      return 'its path would mean something else on another system';
    case 'special':
      return 'it is no plain file';
    case 'unlistable':
      return "its folder can't be looked into";
    case 'not-foreign':
      return 'it is no foreign file';
  }
}

/** Why a file was left where it is, after work; `message` is what the system said. */
export function skipText(reason: SkipReason, message: string | null, namer: Namer): string {
  return skipped(reason, message, namer, true);
}

/** The same of several files. */
export function skipTexts(reason: SkipReason, message: string | null, namer: Namer): string {
  return skipped(reason, message, namer, false);
}

function skipped(reason: SkipReason, message: string | null, { one }: Namer, isOne: boolean): string {
  const [it, has, is, was] = isOne ? ['it', 'has', 'is', 'was'] : ['they', 'have', 'are', 'were'];
  const [them, their] = isOne ? ['it', 'its'] : ['them', 'their'];
  switch (reason) {
    case 'changed':
      return `${it} ${has} changed since`;
    case 'gone':
      return `${it} ${is} no longer there`;
    case 'referenced':
      return `a ${one} names ${them} by now`;
    case 'wanted-again':
      return `a ${one} names ${them} again`;
    case 'recent':
      return `${it} ${was} written or changed a short while ago`;
    case 'claimed':
      return `a record whose file is missing may mean ${them}`;
    case 'running':
      return `a running pipeline may still claim ${them}`;
    case 'link':
      return `${it} ${isOne ? 'lies' : 'lie'} behind a link by now`;
    case 'second-name':
      return `a Stemma that was stopped may still be moving ${them}`;
    case 'named':
      return `a ${one} holds ${their} ${isOne ? 'name' : 'names'}`;
    case 'needed-in-trash':
      return `another clean-up in the trash could not be undone without ${them}`;
    case 'not-replaced':
      return `what was to take ${their} place was not brought`;
    case 'pipeline-stays':
      return `the manifest of ${their} pipeline stays`;
    case 'writing':
      return `${their} pipeline may still be running`;
    case 'stray':
      return `${it} ${was} not put there by Stemma`;
    case 'taken':
      return `something else lies where ${it} would go`;
    case 'conflict':
      return `other bytes lie in ${their} place`;
    case 'failed':
      return message ?? 'the system refused';
    case 'cancelled':
      return `cancelled before ${their} turn`;
  }
}

/** What a user should know of a plan, or of work that was done. */
export function noteText(note: PlanNote | ResultNote): string {
  switch (note) {
    case 'NO_LINKS':
      return 'This file system has no hard links, so files are moved by renaming: between looking at a file and moving it lies a moment that nothing closes.';
    case 'NO_POWER_CUT':
      return 'On this file system the work survives a crash of Stemma, but maybe not a power cut.';
    case 'HARD_LINKS':
      return 'Some of the files have other names on this disk: they free nothing.';
    case 'HOLLOW':
      return 'Some of the files take next to no space on this disk (sparse files, or placeholders of a cloud drive): they count as freeing nothing.';
    case 'CUT_OFF_FIRST':
      return 'The first files are cut off or empty: a later run of nirs4all would take such a file by its name, and break.';
    case 'MOVED_BY_RENAME':
      return 'Files were moved by renaming, because the file system has no hard links.';
    case 'RENAMED_OF_OTHERS':
      return 'Files of other users were moved by renaming, because this system gives no second name to a file of somebody else (fs.protected_hardlinks).';
    case 'NOT_SYNCED':
      return 'The disk did not say that it holds the changes: they may not survive a power cut.';
    case 'DAMAGED_LEFT':
      return 'Part of the trash is damaged, and was left alone.';
    case 'NOT_LOOKED_AGAIN':
      return "After the last move something could not be read, so it isn't known whether it names what was moved. Look at the trash after the next scan.";
    case 'NUMBER_ABOVE_COUNT':
      return 'A pipeline that went back has a number above the count of folders of its run: when nirs4all comes to that number, a run of the same configuration overwrites it. The overview and stemma stats name it.';
  }
}

/** A time as people know it where they are: `14:02`, or with its day where that is not today's. */
function clockText(milliseconds: number, nowMs: number): string {
  const date = new Date(milliseconds);
  const clock = localClock(date);
  if (date.toDateString() === new Date(nowMs).toDateString()) return clock;
  return `${localDay(date)} ${clock}`;
}

/** What the user should know before a plan is done; names in it are as untrusted as any. */
export function remarkText(remark: PlanRemark, nowMs: number = Date.now()): string {
  switch (remark.kind) {
    case 'gone': {
      const { files, manifests } = remark;
      const which = files === 1 ? '1 of these files was' : `${formatCount(files)} of these files were`;
      const whom = manifests === 1 ? '1 manifest that is' : `${formatCount(manifests)} manifests that are`;
      return `${which} named by ${whom} gone since ${clockText(remark.sinceMs, nowMs)}.`;
    }
    case 'unopened': {
      const { first, count } = remark;
      const more = count === 1 ? '' : ` and ${formatCount(count - 1)} more`;
      return `Not looked into: ${first}${more}. If a manifest lies there that names these files, unpack it first.`;
    }
    case 'blocked': {
      const { first, count, datasets } = remark;
      const more = count === 1 ? '' : ` and ${formatCount(count - 1)} more`;
      const of = datasets.length === 0 ? '' : ` of ${datasets.join(', ')}`;
      return `Undecided files${of} stay, because of ${first}${more}.`;
    }
  }
}

/** What was going on when work on a batch was cut off. */
export function workText(work: BatchWork): string {
  switch (work) {
    case 'moving':
      return 'moving into the trash';
    case 'restoring':
      return 'putting back';
    case 'emptying':
      return 'deleting for good';
  }
}
