import type { ArtifactItem, Manifest, TraceStep, Unreadable } from '../../../shared/domain/manifest.ts';
import type { FileStamp } from '../files/file-system.ts';
import { branchText, isPlainItem, toJson } from './record-row.ts';
import { microsecondsOf } from './timestamps.ts';
import type { FoundManifest } from './walk-event.ts';

/** What reading a manifest gave. */
export type ManifestReading =
  | { readonly kind: 'manifest'; readonly manifest: Manifest; readonly sharesFiles: boolean }
  | { readonly kind: 'foreign' }
  /** `namedDataset`: what it names before it breaks; null for nothing. */
  | { readonly kind: 'unreadable'; readonly error: Unreadable; readonly namedDataset: string | null };

/** A manifest as it was read. */
export interface ReadManifest {
  readonly found: FoundManifest;
  /** The file's stamp when it was read, which may be later than when the walk saw it. */
  readonly stamp: FileStamp;
  /** When reading began, in nanoseconds since 1970. */
  readonly readNs: bigint;
  readonly reading: ManifestReading;
}

/** What a manifest says of itself, and how many rows of the batch are its own. */
export interface PackedManifest {
  readonly found: FoundManifest;
  readonly stamp: FileStamp;
  readonly readNs: bigint;
  readonly state: ManifestReading['kind'];
  readonly error: Unreadable | null;
  readonly namedDataset: string | null;
  /** Items with neither path nor hash. */
  readonly nameless: number;
  readonly head: Omit<Manifest, 'items' | 'steps'> | null;
  /** Of its last item: a manifest has no version of its own, its items do. */
  readonly nirs4allVersion: string | null;
  /** Whether the pipeline stores files in the folder that the runs of its dataset share. */
  readonly sharesFiles: boolean;
  readonly dataset: number;
  readonly records: number;
  readonly steps: number;
}

/** One value of a packed row. */
export type Cell = string | number | null;

/** How many cells a record has: see {@link Packer}. */
export const RECORD_CELLS = 22;

/** How many cells a step has. */
export const STEP_CELLS = 12;

/**
 * Manifests as flat rows of plain values, ready for the index, and cheap to hand from one thread to another: a parsed
 * document would cost three times as much to copy. Repeated texts are numbers into `texts`.
 */
export interface PackedBatch {
  readonly texts: readonly string[];
  readonly manifests: readonly PackedManifest[];
  readonly records: readonly Cell[];
  readonly steps: readonly Cell[];
  readonly sources: readonly PackedSources[];
  /** Manifests that were gone when they were to be read. */
  readonly vanished: readonly string[];
}

/** The ids that a meta-model names. */
export interface PackedSources {
  /** The record's place in its batch. */
  readonly record: number;
  readonly dependsOn: readonly string[];
  /** Those of `meta_config.source_models` that `depends_on` lacks. */
  readonly furtherModels: readonly string[];
}

/** Which trace step stored an artifact: the first that names its id. */
function traceStepsById(steps: readonly TraceStep[]): ReadonlyMap<string, number> {
  const byId = new Map<string, number>();
  for (const step of steps) {
    for (const id of step.artifactIds) if (!byId.has(id)) byId.set(id, step.ordinal);
  }
  return byId;
}

/** Whether nothing says which file an item means. */
function isNameless({ path, contentHash }: ArtifactItem): boolean {
  return path === '' && contentHash === null;
}

/** Collects read manifests into one batch. */
export class Packer {
  readonly #places = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #manifests: PackedManifest[] = [];
  readonly #records: Cell[] = [];
  readonly #steps: Cell[] = [];
  readonly #sources: PackedSources[] = [];
  readonly #vanished: string[] = [];

  /** How many manifests it holds. */
  get size(): number {
    return this.#manifests.length + this.#vanished.length;
  }

  /** Adds one manifest. */
  add({ found, stamp, readNs, reading }: ReadManifest): void {
    const manifest = reading.kind === 'manifest' ? reading.manifest : null;
    let head: PackedManifest['head'] = null;
    if (manifest !== null) {
      const { items, steps, ...rest } = manifest;
      head = rest;
      const traceSteps = traceStepsById(steps);
      for (const item of items) this.#addItem(item, traceSteps);
      for (const step of steps) this.#addStep(step);
    }
    this.#manifests.push({
      found,
      stamp,
      readNs,
      state: reading.kind,
      error: reading.kind === 'unreadable' ? reading.error : null,
      namedDataset: reading.kind === 'unreadable' ? reading.namedDataset : null,
      nameless: manifest?.items.filter(isNameless).length ?? 0,
      head,
      nirs4allVersion: manifest?.items.at(-1)?.nirs4allVersion || null,
      sharesFiles: reading.kind === 'manifest' && reading.sharesFiles,
      dataset: this.#place(manifest?.dataset ?? ''),
      records: manifest?.items.length ?? 0,
      steps: manifest?.steps.length ?? 0,
    });
  }

  /** Notes that a manifest was gone. */
  addVanished(path: string): void {
    this.#vanished.push(path);
  }

  /** The batch; the packer is not used again. */
  batch(): PackedBatch {
    return {
      texts: this.#texts,
      manifests: this.#manifests,
      records: this.#records,
      steps: this.#steps,
      sources: this.#sources,
      vanished: this.#vanished,
    };
  }

  #place(written: string): number {
    // SQLite keeps texts as UTF-8, in which all lone surrogates are the same.
    const text = written.isWellFormed() ? written : written.toWellFormed();
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const place = this.#texts.length;
    this.#texts.push(text);
    this.#places.set(text, place);
    return place;
  }

  #addItem(item: ArtifactItem, traceSteps: ReadonlyMap<string, number>): void {
    // The two lists nearly always name the same ids; what only the second names is kept apart.
    const named = new Set(item.dependsOn);
    const furtherModels = item.sourceModels.filter((id) => !named.has(id));
    if (item.dependsOn.length + furtherModels.length > 0) {
      const record = this.#records.length / RECORD_CELLS;
      this.#sources.push({ record, dependsOn: item.dependsOn, furtherModels });
    }
    this.#records.push(
      item.artifactId,
      item.contentHash,
      item.path,
      this.#place(item.chainPath),
      item.sourceIndex,
      this.#place(item.pipelineId),
      this.#place(branchText(item.branchPath)),
      item.stepIndex,
      item.substepIndex,
      item.foldId,
      this.#place(item.artifactType ?? ''),
      this.#place(item.className),
      this.#place(item.customName),
      this.#place(item.format),
      this.#place(item.formatVersion),
      this.#place(item.nirs4allVersion),
      Math.trunc(item.sizeBytes),
      microsecondsOf(item.createdAt) ?? 0,
      item.version,
      (item.artifactId === null ? undefined : traceSteps.get(item.artifactId)) ?? null,
      isPlainItem(item) ? null : toJson(item.raw),
      item.position,
    );
  }

  #addStep(step: TraceStep): void {
    this.#steps.push(
      step.ordinal,
      step.stepIndex,
      this.#place(step.operatorType),
      this.#place(step.operatorClass),
      this.#place(toJson(step.operatorConfig)),
      this.#place(branchText(step.branchPath)),
      this.#place(step.branchName),
      step.substepIndex,
      step.producesBranches ? 1 : 0,
      step.sourceCount,
      step.durationMs,
      this.#place(toJson(step.shapes)),
    );
  }
}
