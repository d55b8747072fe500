import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { replaceDurably } from '../files/durable-file.ts';
import type { FileSystem } from '../files/file-system.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { isCleanPath, readTrusted } from '../files/trust.ts';
import { allRows, firstRow, type ReadableIndex } from '../index/database.ts';
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
}

function parse(bytes: Uint8Array): Stored['count_empty'] {
  let value: unknown = null;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    // A file that says nothing decides nothing: what can't be read then stays in the way, which is safe.
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (typeof value !== 'object' || value === null || !('count_empty' in value)) return [];
  const list: unknown = value.count_empty;
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null) return [];
    const { manifest, sha256, time } = each as Record<string, unknown>;
    return typeof manifest === 'string' && typeof sha256 === 'string'
      ? [{ manifest, sha256, time: typeof time === 'string' ? time : '' }]
      : [];
  });
}

/** Where decisions are kept, and what they are about. */
export type DecisionPlace = Pick<Site, 'root' | 'decisions'> & { readonly fs: FileSystem };

/** Bytes: more than anybody decides in their life. */
const LARGEST = 16 * 1024 * 1024;

/** What is kept, as it lies there; only what is a manifest of the workspace may be looked at: see {@link decisionsFor}. */
function stored({ fs, decisions }: DecisionPlace): Stored['count_empty'] {
  const bytes = readTrusted(fs, decisions, LARGEST);
  return bytes.ok ? parse(bytes.value).filter(({ manifest }) => isCleanPath(manifest)) : [];
}

function hashOf({ fs, root }: DecisionPlace, manifest: WorkspacePath): string | null {
  const bytes = fs.read(systemPath(root, manifest));
  return bytes.ok ? createHash('sha256').update(bytes.value).digest('hex') : null;
}

/** Those of some decisions that still are about the bytes that lie there. */
export function stillValid(place: DecisionPlace, decisions: readonly Decision[]): Decision[] {
  return decisions.filter(({ manifest, sha256 }) => hashOf(place, manifest) === sha256);
}

/** Those of some decisions that are about manifests of the workspace which can't be read, each once. */
function aboutManifests(index: ReadableIndex, decisions: readonly Decision[]): Decision[] {
  if (decisions.length === 0) return [];
  const unreadable = new Set(
    allRows<{ path: string }>(index, 'SELECT path FROM manifest WHERE state = 1').map(({ path }) => path),
  );
  const known = new Map(decisions.map((decision) => [decision.manifest, decision]));
  return [...known.values()].filter(({ manifest }) => unreadable.has(manifest));
}

/**
 * The decisions of the user that hold: a manifest that was written since is a new question. Only manifests that the index has are
 * looked at, because the file that holds the decisions may name anything.
 *
 * @param index of the workspace; null where there is none yet, and so no decision
 */
export function decisionsFor(place: DecisionPlace, index: ReadableIndex | null): Decision[] {
  if (index === null) return [];
  const kept = stored(place).map(({ manifest, sha256 }) => ({ manifest, sha256 }));
  return stillValid(place, aboutManifests(index, kept));
}

/** "Count this one as empty": the decision for one manifest that can't be read. Kept by {@link keepDecisions}. */
export function decideEmpty(
  site: Site,
  index: ReadableIndex,
  manifest: WorkspacePath,
): Result<Decision, CleanError> {
  const row = firstRow<{ state: number }>(index, 'SELECT state FROM manifest WHERE path = :manifest', {
    manifest,
  });
  if (row === undefined) {
    const message = `There is no manifest ${manifest} in the workspace.`;
    return fail({ code: 'NOT_FOUND', message, name: manifest });
  }
  if (!isCleanPath(manifest)) {
    const message = `${manifest} can't be kept as a decision: its path would mean something else on another system.`;
    return fail({ code: 'NOT_DECIDABLE', message, path: manifest });
  }
  if (row.state !== 1) {
    const message = `${manifest} can be read: it says which files it needs, and can't count as empty.`;
    return fail({ code: 'NOT_DECIDABLE', message, path: manifest });
  }
  const sha256 = hashOf(site, manifest);
  if (sha256 === null) {
    const message = `${manifest} can't even be opened, so that nobody knows whether it stays what it is.`;
    return fail({ code: 'NOT_DECIDABLE', message, path: manifest });
  }
  return ok({ manifest, sha256 });
}

/** What a user says of manifests that can't be read, beside what was decided before. */
export interface Decided {
  /** Decisions that were kept before, and hold. */
  readonly kept: readonly Decision[];
  /** Those that are made now, and kept nowhere yet. */
  readonly decided: readonly Decision[];
}

/** Decides that some more manifests count as empty. Keeps nothing. */
export function decideAll(
  site: Site,
  index: ReadableIndex,
  manifests: readonly WorkspacePath[],
): Result<Decided, CleanError> {
  const kept = decisionsFor(site, index);
  const decided: Decision[] = [];
  for (const manifest of manifests) {
    const decision = decideEmpty(site, index, manifest);
    if (!decision.ok) return decision;
    if (!kept.some((known) => known.manifest === manifest)) decided.push(decision.value);
  }
  return ok({ kept, decided });
}

/** Takes the decision on a manifest back. */
export function dropDecision(site: Site, manifest: WorkspacePath): Result<void, CleanError> {
  const before = stored(site);
  const all: Stored = { count_empty: before.filter((decision) => decision.manifest !== manifest) };
  if (all.count_empty.length === before.length) {
    const message = `There is no decision on ${manifest}.`;
    return fail({ code: 'NOT_FOUND', message, name: manifest });
  }
  return write(site, all);
}

function write(site: Site, all: Stored): Result<void, CleanError> {
  const bytes = Buffer.from(`${JSON.stringify(all, null, 2)}\n`);
  const written = replaceDurably(site.fs, site.decisions, bytes, site.unique());
  return written.ok ? written : fail(writeError(written.error, site.decisions));
}

/** Keeps decisions, beside those that are kept already. */
export function keepDecisions(site: Site, decisions: readonly Decision[]): Result<void, CleanError> {
  const before = stored(site);
  const isKept = (decision: Decision): boolean =>
    before.some(({ manifest, sha256 }) => manifest === decision.manifest && sha256 === decision.sha256);
  const added = decisions.filter((decision) => !isKept(decision));
  if (added.length === 0) return ok(undefined);
  const time = new Date(site.now()).toISOString();
  const all: Stored = {
    count_empty: [
      ...before.filter(({ manifest }) => !added.some((decision) => decision.manifest === manifest)),
      ...added.map(({ manifest, sha256 }) => ({ manifest, sha256, time })),
    ],
  };
  return write(site, all);
}
