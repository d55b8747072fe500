import { isGoneBlock } from '../../../shared/domain/known-use.ts';
import { rulesAt } from '../layouts/layouts.ts';
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { replaceDurably } from '../files/durable-file.ts';
import type { FileSystem } from '../files/file-system.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { parseJson } from '../files/parse-json.ts';
import { isCleanPath, readTrusted } from '../files/trust.ts';
import { allRows, firstRow, type ReadableIndex } from '../index/database.ts';
import { spelledDataset } from '../state/spelled.ts';
import { allBlocks } from '../state/blocking.ts';
import { emptiedDataset } from '../state/emptied.ts';
import { writeError, type CleanError } from './clean-error.ts';
import type { Decision } from './plan.ts';
import type { Site } from './site.ts';

/** A decision that is kept. */
interface Kept {
  readonly decision: Decision;
  /** When it was made, for people who read the file; empty where it does not say. */
  readonly time: string;
}

type List = 'count_empty' | 'look_past' | 'count_deleted';

/** The entries of a list that have texts under some names, with what they decide. */
function entriesOf<Name extends string>(
  value: object,
  list: List,
  names: readonly Name[],
  decisionOf: (texts: Readonly<Record<Name, string>>) => Decision,
): Kept[] {
  const entries: unknown = Object.hasOwn(value, list) ? (value as Record<string, unknown>)[list] : [];
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null) return [];
    const record = each as Record<string, unknown>;
    const texts = names.map((name) => [name, record[name]] as const);
    if (!texts.every(([, text]) => typeof text === 'string')) return [];
    const time = typeof record['time'] === 'string' ? record['time'] : '';
    return [{ decision: decisionOf(Object.fromEntries(texts) as Record<Name, string>), time }];
  });
}

/** What the file says, which people may read, and remove to take their decisions back. What it does not say is in the way, which is safe. */
function parse(bytes: Uint8Array): Kept[] {
  const value = parseJson(Buffer.from(bytes).toString('utf8'));
  if (typeof value !== 'object' || value === null) return [];
  return [
    ...entriesOf(value, 'count_empty', ['manifest', 'sha256'], (texts) => texts),
    ...entriesOf(value, 'look_past', ['path', 'identity'], ({ path: place, identity }) => ({
      place,
      identity,
    })),
    ...entriesOf(value, 'count_deleted', ['dataset', 'newest'], (texts) => texts),
  ];
}

/** Whether a decision may be looked at: anybody can write the file. The workspace's own folder is a place too. */
function isSound(decision: Decision): boolean {
  if ('manifest' in decision) return isCleanPath(decision.manifest);
  if ('place' in decision) return decision.place === '.' || isCleanPath(decision.place);
  return /^\d{1,19}$/.test(decision.newest);
}

/** Where decisions are kept, and what they are about. */
export type DecisionPlace = Pick<Site, 'root' | 'decisions'> & { readonly fs: FileSystem };

/** Bytes: more than anybody decides in their life. */
const LARGEST = 16 * 1024 * 1024;

/** What is kept, as it lies there; only what is a manifest of the workspace may be looked at: see {@link decisionsFor}. */
function stored({ fs, decisions }: DecisionPlace): Kept[] {
  const bytes = readTrusted(fs, decisions, LARGEST);
  return bytes.ok ? parse(bytes.value).filter(({ decision }) => isSound(decision)) : [];
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

/** Whether a source can count as empty at all: a database names the files of all pipelines, and is never taken for none. */
function isDecidable(path: WorkspacePath): boolean {
  return rulesAt(path).asks === undefined;
}

/** Those of some decisions that may be looked at: of those on manifests, the ones which the index has as unreadable, each once. */
function aboutManifests(index: ReadableIndex, decisions: readonly Decision[]): Decision[] {
  if (decisions.length === 0) return [];
  const unreadable = new Set(
    allRows<{ path: string }>(index, 'SELECT path FROM source WHERE state = 1').map(({ path }) => path),
  );
  const known = new Map(
    decisions.map((decision) => ['manifest' in decision ? decision.manifest : decision, decision]),
  );
  return [...known.values()].filter(
    (decision) =>
      !('manifest' in decision) || (unreadable.has(decision.manifest) && isDecidable(decision.manifest)),
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
  const kept = stored(place).map(({ decision }) => decision);
  return stillValid(place, aboutManifests(index, kept));
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
  const inside = rulesAt(named).manifestIn(named);
  const blocks = allBlocks(index);
  const block =
    blocks.find((each) => each.path === (named === '' ? '.' : named)) ??
    blocks.find((each) => each.path === inside);
  const path = block?.path === inside ? inside : named;
  if (block === undefined) {
    const row = firstRow(index, 'SELECT 1 FROM source WHERE path IN (:path, :inside)', { path, inside });
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
  if (block.identity === null && !isDecidable(path)) {
    const message = `${path} names the files of all pipelines in it, and never counts as empty: ${block.message}`;
    return fail(notDecidable(path, message));
  }
  if (block.identity !== null) return ok({ place: block.path, identity: block.identity });
  const sha256 = hashOf(site, path);
  if (sha256 !== null) return ok({ manifest: path, sha256 });
  return fail(
    notDecidable(path, `${path} can't even be opened, so that nobody knows whether it stays what it is.`),
  );
}

/** "Its pipelines were deleted": the decision for a dataset of which a run stands empty. Kept by {@link keepDecisions}. */
export function decideDeleted(index: ReadableIndex, name: string): Result<Decision, CleanError> {
  const dataset = spelledDataset(index, name);
  const block = allBlocks(index).find((each) => emptiedDataset(each) === dataset);
  if (block !== undefined) return ok({ dataset, newest: block.identity ?? '0' });
  const message = `No run of ${dataset} stands empty, or pipelines of it are there: nothing has to be decided.`;
  return fail({ code: 'NOT_FOUND', message, name });
}

/** What a user says of things that are in the way, beside what was decided before. */
export interface Decided {
  /** Decisions that were kept before, and hold. */
  readonly kept: readonly Decision[];
  /** Those that are made now, and kept nowhere yet. */
  readonly decided: readonly Decision[];
}

/** What a decision is about: the path of a manifest or place, or a dataset. */
export type DecisionSubject = { readonly path: WorkspacePath } | { readonly dataset: string };

function isAbout(decision: Decision, subject: DecisionSubject): boolean {
  if ('dataset' in decision) return 'dataset' in subject && decision.dataset === subject.dataset;
  const path = 'manifest' in decision ? decision.manifest : decision.place;
  return 'path' in subject && path === subject.path;
}

/** Whether two decisions are about the same. */
function isSameSubject(one: Decision, other: Decision): boolean {
  if ('manifest' in one) return 'manifest' in other && one.manifest === other.manifest;
  if ('place' in one) return 'place' in other && one.place === other.place;
  return 'dataset' in other && one.dataset === other.dataset;
}

/** What a decision is bound to: while it is so, what it is about is as it was. */
function boundTo(decision: Decision): string {
  if ('manifest' in decision) return decision.sha256;
  return 'place' in decision ? decision.identity : decision.newest;
}

/** Whether two decisions are the same about the same. */
function isSame(one: Decision, other: Decision): boolean {
  return isSameSubject(one, other) && boundTo(one) === boundTo(other);
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

/** Takes the decision on a manifest, a place or a dataset back. */
export function dropDecision(site: Site, subject: DecisionSubject): Result<void, CleanError> {
  const before = stored(site);
  const left = before.filter(({ decision }) => !isAbout(decision, subject));
  if (left.length < before.length) return write(site, left);
  const name = 'path' in subject ? subject.path : subject.dataset;
  return fail({ code: 'NOT_FOUND', message: `There is no decision on ${name}.`, name });
}

/** Only lists that hold something are written, for people who read the file. */
function write(site: Site, kept: readonly Kept[]): Result<void, CleanError> {
  const lists: Record<List, object[]> = { count_empty: [], look_past: [], count_deleted: [] };
  for (const { decision, time } of kept) {
    if ('manifest' in decision) {
      lists.count_empty.push({ manifest: decision.manifest, sha256: decision.sha256, time });
    } else if ('place' in decision) {
      lists.look_past.push({ path: decision.place, identity: decision.identity, time });
    } else {
      lists.count_deleted.push({ dataset: decision.dataset, newest: decision.newest, time });
    }
  }
  const filled = Object.entries(lists).filter(([name, list]) => name === 'count_empty' || list.length > 0);
  const bytes = Buffer.from(`${JSON.stringify(Object.fromEntries(filled), null, 2)}\n`);
  const written = replaceDurably(site.fs, site.decisions, bytes, site.unique());
  return written.ok ? written : fail(writeError(written.error, site.decisions));
}

/** Keeps decisions, beside those that are kept already; one on the same as before takes its place. */
export function keepDecisions(site: Site, decisions: readonly Decision[]): Result<void, CleanError> {
  const before = stored(site);
  const added = decisions.filter((decision) => !before.some((kept) => isSame(kept.decision, decision)));
  if (added.length === 0) return ok(undefined);
  const time = new Date(site.now()).toISOString();
  let all: readonly Kept[] = before;
  for (const decision of added) {
    all = [...all.filter((kept) => !isSameSubject(kept.decision, decision)), { decision, time }];
  }
  return write(site, all);
}
