import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { replaceDurably } from '../files/durable-file.ts';
import type { FileSystem } from '../files/file-system.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { isCleanPath, readTrusted } from '../files/trust.ts';
import { allRows, firstRow, type ReadableIndex } from '../index/database.ts';
import { allBlocks } from '../query/blocking.ts';
import { emptiedDataset } from '../query/emptied.ts';
import { isGoneBlock } from '../query/unreadable.ts';
import { writeError, type CleanError } from './clean-error.ts';
import type { Decision } from './plan.ts';
import type { Site } from './site.ts';

/** What `.stemma/decisions.json` holds. People may read it, and remove it to take their decisions back. */
interface Stored {
  readonly count_empty: readonly {
    readonly manifest: string;
    readonly sha256: string;
    readonly time: string;
  }[];
  readonly look_past: readonly { readonly path: string; readonly identity: string; readonly time: string }[];
  readonly count_deleted: readonly {
    readonly dataset: string;
    readonly newest: string;
    readonly time: string;
  }[];
}

const NONE: Stored = { count_empty: [], look_past: [], count_deleted: [] };

/** The entries of a list that have texts under some names; the time is for people, and may be missing. */
function entriesOf<Name extends string>(
  value: object,
  list: keyof Stored,
  names: readonly Name[],
): (Readonly<Record<Name, string>> & { readonly time: string })[] {
  const entries: unknown = Object.hasOwn(value, list) ? (value as Record<string, unknown>)[list] : [];
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null) return [];
    const record = each as Record<string, unknown>;
    const texts = names.map((name) => [name, record[name]] as const);
    if (!texts.every(([, text]) => typeof text === 'string')) return [];
    const time = typeof record['time'] === 'string' ? record['time'] : '';
    return [{ ...(Object.fromEntries(texts) as Record<Name, string>), time }];
  });
}

function parse(bytes: Uint8Array): Stored {
  let value: unknown = null;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    // A file that says nothing decides nothing: what can't be read then stays in the way, which is safe.
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (typeof value !== 'object' || value === null) return NONE;
  return {
    count_empty: entriesOf(value, 'count_empty', ['manifest', 'sha256']),
    look_past: entriesOf(value, 'look_past', ['path', 'identity']),
    count_deleted: entriesOf(value, 'count_deleted', ['dataset', 'newest']).filter(({ newest }) =>
      /^\d{1,19}$/.test(newest),
    ),
  };
}

/** Where decisions are kept, and what they are about. */
export type DecisionPlace = Pick<Site, 'root' | 'decisions'> & { readonly fs: FileSystem };

/** Bytes: more than anybody decides in their life. */
const LARGEST = 16 * 1024 * 1024;

/** What is kept, as it lies there; only what is a manifest of the workspace may be looked at: see {@link decisionsFor}. */
function stored({ fs, decisions }: DecisionPlace): Stored {
  const bytes = readTrusted(fs, decisions, LARGEST);
  if (!bytes.ok) return NONE;
  const { count_empty: empty, look_past: past, count_deleted: deleted } = parse(bytes.value);
  return {
    count_empty: empty.filter(({ manifest }) => isCleanPath(manifest)),
    // The workspace's own folder is a place too.
    look_past: past.filter(({ path }) => path === '.' || isCleanPath(path)),
    count_deleted: deleted,
  };
}

function hashOf({ fs, root }: DecisionPlace, manifest: WorkspacePath): string | null {
  const bytes = fs.read(systemPath(root, manifest));
  return bytes.ok ? createHash('sha256').update(bytes.value).digest('hex') : null;
}

/**
 * Those of some decisions that still are about what lies there. For those on manifests that is their bytes; the others are
 * compared with what the index says whenever they are used.
 */
export function stillValid(place: DecisionPlace, decisions: readonly Decision[]): Decision[] {
  return decisions.filter(
    (decision) => !('manifest' in decision) || hashOf(place, decision.manifest) === decision.sha256,
  );
}

/** Those of some decisions that may be looked at: of those on manifests, the ones which the index has as unreadable, each once. */
function aboutManifests(index: ReadableIndex, decisions: readonly Decision[]): Decision[] {
  if (decisions.length === 0) return [];
  const unreadable = new Set(
    allRows<{ path: string }>(index, 'SELECT path FROM manifest WHERE state = 1').map(({ path }) => path),
  );
  const known = new Map(
    decisions.map((decision) => ['manifest' in decision ? decision.manifest : decision, decision]),
  );
  return [...known.values()].filter(
    (decision) => !('manifest' in decision) || unreadable.has(decision.manifest),
  );
}

/**
 * The decisions of the user that hold: a manifest that was written since is a new question. Only manifests that the index has are
 * looked at, because the file that holds the decisions may name anything.
 *
 * @param index of the workspace; null where there is none yet, and so no decision
 */
export function decisionsFor(place: DecisionPlace, index: ReadableIndex | null): Decision[] {
  if (index === null) return [];
  const { count_empty: empty, look_past: past, count_deleted: deleted } = stored(place);
  return stillValid(
    place,
    aboutManifests(index, [
      ...empty.map(({ manifest, sha256 }) => ({ manifest, sha256 })),
      ...past.map(({ path, identity }) => ({ place: path, identity })),
      ...deleted.map(({ dataset, newest }) => ({ dataset, newest })),
    ]),
  );
}

const notDecidable = (path: WorkspacePath, message: string): CleanError => ({
  code: 'NOT_DECIDABLE',
  message,
  path,
});

/**
 * "Count this one as empty", "look past this": the decision for one manifest, folder or archive that can't be read. Kept by
 * {@link keepDecisions}.
 */
export function decideEmpty(
  site: Site,
  index: ReadableIndex,
  named: WorkspacePath,
): Result<Decision, CleanError> {
  // A pipeline's folder stands for its manifest.
  const inside = `${named}/manifest.yaml`;
  const blocks = allBlocks(index);
  const block =
    blocks.find((each) => each.path === (named === '' ? '.' : named)) ??
    blocks.find((each) => each.path === inside);
  const path = block?.path === inside ? inside : named;
  if (block === undefined) {
    const row = firstRow(index, 'SELECT 1 FROM manifest WHERE path IN (:path, :inside)', { path, inside });
    if (row === undefined) {
      const message = `There is no manifest ${path} in the workspace, and nothing there that can't be read.`;
      return fail({ code: 'NOT_FOUND', message, name: path });
    }
    return fail(
      notDecidable(path, `${path} can be read: it says which files it needs, and can't count as empty.`),
    );
  }
  if (path !== '' && path !== '.' && !isCleanPath(path)) {
    const message = `${path} can't be kept as a decision: its path would mean something else on another system.`;
    return fail(notDecidable(path, message));
  }
  if (isGoneBlock(block)) {
    const dataset = emptiedDataset(block);
    const how = dataset === null ? '--confirm-empty NAME' : `--count-deleted ${dataset}`;
    return fail(
      notDecidable(path, `${path} can be read, and is empty. If its pipelines were deleted: ${how}`),
    );
  }
  if (block.identity !== null) return ok({ place: block.path, identity: block.identity });
  const sha256 = hashOf(site, path);
  if (sha256 !== null) return ok({ manifest: path, sha256 });
  return fail(
    notDecidable(path, `${path} can't even be opened, so that nobody knows whether it stays what it is.`),
  );
}

/** "Its pipelines were deleted": the decision for a dataset of which a run stands empty. Kept by {@link keepDecisions}. */
export function decideDeleted(index: ReadableIndex, dataset: string): Result<Decision, CleanError> {
  const block = allBlocks(index).find((each) => emptiedDataset(each) === dataset);
  if (block !== undefined) return ok({ dataset, newest: block.identity ?? '0' });
  const message = `No run of ${dataset} stands empty, or pipelines of it are there: nothing has to be decided.`;
  return fail({ code: 'NOT_FOUND', message, name: dataset });
}

/** What a user says of things that are in the way, beside what was decided before. */
export interface Decided {
  /** Decisions that were kept before, and hold. */
  readonly kept: readonly Decision[];
  /** Those that are made now, and kept nowhere yet. */
  readonly decided: readonly Decision[];
}

/** Whether two decisions are the same about the same. */
function isSame(one: Decision, other: Decision): boolean {
  if ('manifest' in one)
    return 'manifest' in other && one.manifest === other.manifest && one.sha256 === other.sha256;
  if ('place' in one) return 'place' in other && one.place === other.place && one.identity === other.identity;
  return 'dataset' in other && one.dataset === other.dataset && one.newest === other.newest;
}

/** Decides that some more manifests count as empty, and that those of some datasets were deleted. Keeps nothing. */
export function decideAll(
  site: Site,
  index: ReadableIndex,
  paths: readonly WorkspacePath[],
  datasets: readonly string[],
): Result<Decided, CleanError> {
  const kept = decisionsFor(site, index);
  const decided: Decision[] = [];
  for (const decision of [
    ...paths.map((path) => decideEmpty(site, index, path)),
    ...datasets.map((dataset) => decideDeleted(index, dataset)),
  ]) {
    if (!decision.ok) return decision;
    if (!kept.some((known) => isSame(known, decision.value))) decided.push(decision.value);
  }
  return ok({ kept, decided });
}

/** What a decision is about: the path of a manifest or place, or a dataset. */
export type DecisionSubject = { readonly path: WorkspacePath } | { readonly dataset: string };

/** Takes the decision on a manifest, a place or a dataset back. */
export function dropDecision(site: Site, subject: DecisionSubject): Result<void, CleanError> {
  const before = stored(site);
  const all: Stored =
    'path' in subject
      ? {
          ...before,
          count_empty: before.count_empty.filter(({ manifest }) => manifest !== subject.path),
          look_past: before.look_past.filter(({ path }) => path !== subject.path),
        }
      : {
          ...before,
          count_deleted: before.count_deleted.filter(({ dataset }) => dataset !== subject.dataset),
        };
  const count = ({ count_empty: empty, look_past: past, count_deleted: deleted }: Stored): number =>
    empty.length + past.length + deleted.length;
  if (count(all) === count(before)) {
    const name = 'path' in subject ? subject.path : subject.dataset;
    return fail({ code: 'NOT_FOUND', message: `There is no decision on ${name}.`, name });
  }
  return write(site, all);
}

/** Only lists that hold something are written, for people who read the file. */
function write(site: Site, { count_empty, look_past, count_deleted }: Stored): Result<void, CleanError> {
  const lists = {
    count_empty,
    ...(look_past.length === 0 ? {} : { look_past }),
    ...(count_deleted.length === 0 ? {} : { count_deleted }),
  };
  const bytes = Buffer.from(`${JSON.stringify(lists, null, 2)}\n`);
  const written = replaceDurably(site.fs, site.decisions, bytes, site.unique());
  return written.ok ? written : fail(writeError(written.error, site.decisions));
}

/** Keeps decisions, beside those that are kept already. */
export function keepDecisions(site: Site, decisions: readonly Decision[]): Result<void, CleanError> {
  const before = stored(site);
  const kept: readonly Decision[] = [
    ...before.count_empty,
    ...before.look_past.map(({ path, identity }) => ({ place: path, identity })),
    ...before.count_deleted,
  ];
  const added = decisions.filter((decision) => !kept.some((known) => isSame(known, decision)));
  if (added.length === 0) return ok(undefined);
  const time = new Date(site.now()).toISOString();
  const all = {
    count_empty: [...before.count_empty],
    look_past: [...before.look_past],
    count_deleted: [...before.count_deleted],
  };
  for (const decision of added) {
    if ('manifest' in decision) {
      const { manifest, sha256 } = decision;
      all.count_empty = [
        ...all.count_empty.filter((each) => each.manifest !== manifest),
        { manifest, sha256, time },
      ];
    } else if ('place' in decision) {
      const { place: path, identity } = decision;
      all.look_past = [...all.look_past.filter((each) => each.path !== path), { path, identity, time }];
    } else {
      const { dataset, newest } = decision;
      all.count_deleted = [
        ...all.count_deleted.filter((each) => each.dataset !== dataset),
        { dataset, newest, time },
      ];
    }
  }
  return write(site, all);
}
