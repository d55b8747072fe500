import type { PlanKind, PlanNote } from '../../../shared/domain/clean.ts';
import { ok, type Result } from '../../../shared/domain/result.ts';
import type { Break } from '../../../shared/api/deletion/clean-errors.ts';
import { fileSystemKind } from '../files/file-system-kind.ts';
import { allRows, type ReadableIndex } from '../index/database.ts';
import { breaksFrom } from '../ask/deletion/breaks.ts';
import { spelledDataset } from '../state/spelled.ts';
import type { CleanError } from '../change/clean-error.ts';
import type { BrokenRecord, Consent, Plan, PlanEntry } from '../change/plan.ts';
import type { PlanDraft } from './plan-draft.ts';
import { checkOwnPipelines, type AskedPipelines } from './library-alone.ts';
import { planDataset } from './plan-dataset.ts';
import { planForeign, planOrphans, planResults } from './plan-files.ts';
import { planFailed, planPipelines } from './plan-pipelines.ts';
import type { Planning } from './planning.ts';
import { remarksOn } from './remarks.ts';

/** What is to be cleaned up. Paths are those of the workspace. */
export type PlanRequest =
  /**
   * Files that no manifest names, of one dataset or all, or those of them that `only` names; with foreign files that are
   * named besides.
   */
  | {
      readonly kind: 'orphans';
      readonly dataset?: string | undefined;
      readonly only?: readonly string[] | undefined;
      readonly foreign?: readonly string[] | undefined;
      /** Leaves the folders that nothing names, which go with all orphans where no dataset is asked for. */
      readonly filesOnly?: boolean | undefined;
    }
  /** Folders that go whole because nothing names them: all, or some. */
  | { readonly kind: 'results'; readonly only?: readonly string[] | undefined }
  | { readonly kind: 'foreign'; readonly paths: readonly string[] }
  /** A pipeline by its manifest; `keepFiles` takes the files of its folder alone. */
  | { readonly kind: 'pipeline'; readonly manifest: string; readonly keepFiles?: boolean | undefined }
  /** Several pipelines at once: what only they use goes too, though each alone would leave it. */
  | {
      readonly kind: 'pipelines';
      readonly manifests: readonly string[];
      readonly keepFiles?: boolean | undefined;
    }
  /** Failed pipelines, of one run or all. */
  | { readonly kind: 'failed'; readonly run?: string | undefined }
  | { readonly kind: 'dataset'; readonly dataset: string };

function draftOf(planning: Planning, request: PlanRequest): Result<PlanDraft, CleanError> {
  switch (request.kind) {
    case 'orphans':
      return planOrphans(planning, request);
    case 'foreign':
      return planForeign(planning, request.paths);
    case 'results':
      return planResults(planning, request.only);
    case 'pipeline':
      return planPipelines(planning, [request.manifest], request.keepFiles === true);
    case 'pipelines':
      return planPipelines(planning, request.manifests, request.keepFiles === true);
    case 'failed':
      return planFailed(planning, request.run);
    case 'dataset':
      return planDataset(planning, request.dataset);
  }
}

/** The pipelines that a request names. */
function pipelinesOf(request: PlanRequest): AskedPipelines {
  switch (request.kind) {
    case 'orphans':
    case 'foreign':
    case 'results':
      return {};
    case 'pipeline':
      return { manifests: [request.manifest] };
    case 'pipelines':
      return { manifests: request.manifests };
    case 'failed':
      return { run: request.run };
    case 'dataset':
      return { dataset: request.dataset };
  }
}

/** A request whose dataset is named as the index has it: where the disk ignores case, any spelling means it. */
function asSpelled(index: ReadableIndex, request: PlanRequest): PlanRequest {
  if (!('dataset' in request) || request.dataset === undefined) return request;
  return { ...request, dataset: spelledDataset(index, request.dataset) };
}

/** The same for the name of a dataset that somebody typed to agree. */
function spelledConsent(index: ReadableIndex, consent: Consent): Consent {
  return consent.dataset === null ? consent : { ...consent, dataset: spelledDataset(index, consent.dataset) };
}

function subjectOf(request: PlanRequest): string | null {
  switch (request.kind) {
    case 'orphans':
    case 'dataset':
      return request.dataset ?? null;
    case 'foreign':
    case 'results':
    case 'pipelines':
      return null;
    case 'pipeline':
      return request.manifest;
    case 'failed':
      return request.run ?? null;
  }
}

function brokenRecords(index: ReadableIndex, breaks: readonly Break[]): BrokenRecord[] {
  const paths = JSON.stringify([...new Set(breaks.map(({ manifest }) => manifest))]);
  const rows = allRows<{ path: string; uid: string | null }>(
    index,
    'SELECT path, uid FROM manifest WHERE path IN (SELECT value FROM json_each(:paths))',
    { paths },
  );
  const uids = new Map(rows.map(({ path, uid }) => [path, uid]));
  return breaks.map(({ manifest, position, artifact_id: artifactId }) => ({
    manifest,
    uid: uids.get(manifest) ?? null,
    position,
    artifactId,
  }));
}

function sizeOf(entries: readonly PlanEntry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}

function notesOf({ site }: Planning, { entries, hasHollow, hasCutOff }: PlanDraft): PlanNote[] {
  const { links, survivesPowerCut } = fileSystemKind(site.fs, site.root);
  const notes: PlanNote[] = [];
  if (!links) notes.push('NO_LINKS');
  if (!survivesPowerCut) notes.push('NO_POWER_CUT');
  if (entries.some((entry) => entry.links > 1)) notes.push('HARD_LINKS');
  if (hasHollow) notes.push('HOLLOW');
  if (hasCutOff) notes.push('CUT_OFF_FIRST');
  return notes;
}

/**
 * Makes a plan: which files would go, why, and what that would break. Changes nothing. The workspace must have been scanned
 * right before.
 */
export function makePlan(planning: Planning, typed: PlanRequest): Result<Plan, CleanError> {
  const { context, site, decisions, decided } = planning;
  const request = asSpelled(context.index, typed);
  const own = checkOwnPipelines(context, pipelinesOf(request));
  if (!own.ok) return own;
  const drafted = draftOf(planning, request);
  if (!drafted.ok) return drafted;
  const consent = spelledConsent(context.index, planning.consent);
  const { entries, stays, pipelines, files, frees } = drafted.value;
  const breaks = breaksFrom(
    context.index,
    pipelines.map(({ id }) => id),
    files,
  );
  const kind: PlanKind = request.kind;
  return ok({
    id: site.unique(),
    kind,
    subject: subjectOf(request),
    timeMs: context.nowMs,
    graceMs: context.graceMs,
    workspace: site.root,
    entries,
    pipelines: pipelines.map(({ id: _id, ...pipeline }) => pipeline),
    bytes: sizeOf(entries),
    frees,
    breaks,
    broken: brokenRecords(context.index, breaks),
    stays,
    decisions,
    decided,
    notes: notesOf(planning, drafted.value),
    remarks: remarksOn(planning, entries),
    consent,
  });
}
