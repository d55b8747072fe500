import type { ArtifactItem, Manifest, TraceStep, Unreadable } from '../../../shared/domain/manifest.ts';
import type { FileStamp } from '../files/file-system.ts';
import { branchText, furtherText, originText, toJson } from './record-row.ts';
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
  /** Of a database its chains too. */
  readonly head: Omit<Manifest, 'items' | 'steps' | 'configuredSteps'> | null;
  /** Of its last item: a manifest has no version of its own, its items do. */
  readonly nirs4allVersion: string | null;
  /** Whether the pipeline stores files in the folder that the runs of its dataset share. */
  readonly sharesFiles: boolean;
  readonly dataset: number;
  readonly records: number;
  readonly steps: number;
  /** The steps as they were configured, JSON, which deriving its way needs; null for a copy, which is in no list of operators. */
  readonly configured: string | null;
  /** Places of those of its records that are counted elsewhere, or not at all. */
  readonly uncounted: readonly number[];
}

/** One value of a packed row. */
export type Cell = string | number | null;

/** How many cells a record has: see {@link Packer}. */
export const RECORD_CELLS = 18;

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
  readonly dependencies: readonly PackedDependency[];
  /** What the cells of records don't say of their items: see `furtherText`. */
  readonly further: readonly { readonly record: number; readonly text: string }[];
  /** Manifests that were gone when they were to be read. */
  readonly vanished: readonly string[];
}

/** An id that a meta-model names. */
export interface PackedDependency {
  /** The record's place in its batch. */
  readonly record: number;
  /** 0 of `depends_on`, 1 of `meta_config.source_models` where that list lacks it. */
  readonly origin: 0 | 1;
  readonly ordinal: number;
  readonly target: string;
  /** Place in the batch of the one record of the same manifest that has the id; null where none has it, or several have. */
  readonly own: number | null;
}

/** Which trace step stored an artifact: the first that names its id. */
function traceStepsById(steps: readonly TraceStep[]): ReadonlyMap<string, number> {
  const byId = new Map<string, number>();
  for (const step of steps) {
    for (const id of step.artifactIds) if (!byId.has(id)) byId.set(id, step.ordinal);
  }
  return byId;
}

/** The place of each id among the items of a manifest; -1 where several have it. */
function placesById(items: readonly ArtifactItem[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [place, { artifactId }] of items.entries()) {
    if (artifactId !== null) places.set(artifactId, places.has(artifactId) ? -1 : place);
  }
  return places;
}

/** Whether nothing says which file an item means. */
function isNameless({ path, contentHash, uncounted }: ArtifactItem): boolean {
  return path === '' && contentHash === null && uncounted === undefined;
}

/** Collects read manifests into one batch. */
export class Packer {
  readonly #places = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #columnTexts: string[] = [];
  readonly #columnPlaces: number[] = [];
  readonly #manifests: PackedManifest[] = [];
  readonly #records: Cell[] = [];
  readonly #steps: Cell[] = [];
  readonly #dependencies: PackedDependency[] = [];
  readonly #further: { record: number; text: string }[] = [];
  readonly #vanished: string[] = [];
  #lastOrigin: { readonly item: ArtifactItem; readonly place: number } | null = null;

  /** How many manifests it holds. */
  get size(): number {
    return this.#manifests.length + this.#vanished.length;
  }

  /** Adds one manifest. */
  add({ found, stamp, readNs, reading }: ReadManifest): void {
    const manifest = reading.kind === 'manifest' ? reading.manifest : null;
    let head: PackedManifest['head'] = null;
    let configured: string | null = null;
    if (manifest !== null) {
      const { items, steps, configuredSteps, ...rest } = manifest;
      head = rest;
      const traceSteps = traceStepsById(steps);
      const first = this.#records.length / RECORD_CELLS;
      for (const item of items) this.#addItem(item, traceSteps);
      this.#addDependencies(items, first);
      for (const step of steps) this.#addStep(step);
      // Copies are neither listed nor drawn: their files are all that counts.
      if (found.kind === 'run') configured = toJson(configuredSteps);
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
      configured,
      uncounted: manifest?.items.flatMap(({ uncounted }, at) => (uncounted === undefined ? [] : [at])) ?? [],
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
      dependencies: this.#dependencies,
      further: this.#further,
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

  /** The same for a column that mostly holds what it held in the row before: comparing two texts is cheaper than looking one up. */
  #placeAgain(column: number, text: string): number {
    if (this.#columnTexts[column] === text) return this.#columnPlaces[column] ?? 0;
    const place = this.#place(text);
    this.#columnTexts[column] = text;
    this.#columnPlaces[column] = place;
    return place;
  }

  #addItem(item: ArtifactItem, traceSteps: ReadonlyMap<string, number>): void {
    const further = furtherText(item);
    if (further !== null) this.#further.push({ record: this.#records.length / RECORD_CELLS, text: further });
    this.#records.push(
      item.artifactId,
      item.contentHash,
      item.path,
      this.#placeAgain(0, item.chainPath),
      item.sourceIndex,
      this.#placeAgain(1, branchText(item.branchPath)),
      item.stepIndex,
      item.substepIndex,
      item.foldId,
      this.#placeAgain(2, item.artifactType ?? ''),
      this.#placeAgain(3, item.className),
      this.#placeAgain(4, item.customName),
      this.#placeAgain(5, item.format),
      this.#origin(item),
      Math.trunc(item.sizeBytes),
      microsecondsOf(item.createdAt) ?? 0,
      (item.artifactId === null ? undefined : traceSteps.get(item.artifactId)) ?? null,
      item.position,
    );
  }

  /** Items of one manifest nearly always have the same. */
  #origin(item: ArtifactItem): number {
    const last = this.#lastOrigin;
    if (
      last !== null &&
      last.item.pipelineId === item.pipelineId &&
      last.item.formatVersion === item.formatVersion &&
      last.item.nirs4allVersion === item.nirs4allVersion &&
      last.item.version === item.version
    ) {
      return last.place;
    }
    const place = this.#place(originText(item));
    this.#lastOrigin = { item, place };
    return place;
  }

  /** @param first place in the batch of the manifest's first record */
  #addDependencies(items: readonly ArtifactItem[], first: number): void {
    let places: ReadonlyMap<string, number> | null = null;
    for (const [place, { dependsOn, sourceModels }] of items.entries()) {
      if (dependsOn.length + sourceModels.length === 0) continue;
      places ??= placesById(items);
      // The two lists nearly always name the same ids; what only the second names is kept apart.
      const named = new Set(dependsOn);
      const furtherModels = sourceModels.filter((id) => !named.has(id));
      for (const [origin, targets] of [dependsOn, furtherModels].entries()) {
        for (const [ordinal, target] of targets.entries()) {
          const own = places.get(target) ?? -1;
          this.#dependencies.push({
            record: first + place,
            origin: origin === 0 ? 0 : 1,
            ordinal,
            target,
            own: own < 0 ? null : first + own,
          });
        }
      }
    }
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
