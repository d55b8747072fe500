import type { ArtifactItem, TraceStep } from '../../../shared/domain/manifest.ts';
import {
  RECORD_CELLS,
  type Cell,
  type PackedBatch,
  type PackedDependency,
  type PackedManifest,
  type ReadManifest,
  type UnchangedManifest,
} from './packed-batch.ts';
import { branchText, furtherText, originText, toJson } from './record-row.ts';
import { microsecondsOf } from './timestamps.ts';
import type { FoundManifest } from './walk-event.ts';

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

/** Whether an item depends on others. */
function namesOthers({ dependsOn, sourceModels, inferredSources }: ArtifactItem): boolean {
  return dependsOn.length > 0 || sourceModels.length > 0 || (inferredSources?.length ?? 0) > 0;
}

/** Records and manifests of a batch, more or less: what a database holds is handed over in several. */
const MOST_RECORDS = 4096;
const MOST_MANIFESTS = 256;

/** Collects read manifests into one batch. */
export class Packer {
  readonly #before: FoundManifest | null;
  readonly #places = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #columnTexts: string[] = [];
  readonly #columnPlaces: number[] = [];
  readonly #manifests: PackedManifest[] = [];
  readonly #records: Cell[] = [];
  readonly #steps: Cell[] = [];
  readonly #dependencies: PackedDependency[] = [];
  readonly #further: { record: number; text: string }[] = [];
  readonly #unchanged: UnchangedManifest[] = [];
  readonly #vanished: string[] = [];
  readonly #cutOff: string[] = [];
  #lastOrigin: { readonly item: ArtifactItem; readonly place: number } | null = null;

  /** @param before what the last manifest of the batch before was found as; null for the first batch */
  constructor(before: FoundManifest | null) {
    this.#before = before;
  }

  /** Whether it holds enough. */
  get isFull(): boolean {
    const manifests = this.#manifests.length + this.#unchanged.length;
    return this.#records.length >= MOST_RECORDS * RECORD_CELLS || manifests >= MOST_MANIFESTS;
  }

  /** What its last manifest was found as. */
  get last(): FoundManifest | null {
    return this.#manifests.at(-1)?.found ?? this.#before;
  }

  /** Adds one manifest. */
  add({ found, stamp, readNs, reading, beside, digest }: ReadManifest): void {
    if (reading.kind === 'unchanged') {
      this.#unchanged.push({ found, stamp, readNs });
      return;
    }
    const manifest = reading.kind === 'manifest' ? reading.manifest : null;
    const goesOn = reading.kind === 'manifest' && reading.goesOn === true;
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
      // Copies are neither listed nor drawn: their files are all that counts. What goes on has its way from where it began.
      if (found.kind === 'run' && !goesOn) configured = toJson(configuredSteps);
    }
    this.#manifests.push({
      found,
      stamp,
      readNs,
      state: reading.kind,
      error: reading.kind === 'unreadable' ? reading.error : null,
      namedDataset: reading.kind === 'unreadable' ? reading.namedDataset : null,
      beside: beside ?? null,
      nameless: manifest?.items.filter(isNameless).length ?? 0,
      head,
      nirs4allVersion: manifest?.items.at(-1)?.nirs4allVersion || null,
      sharesFiles: reading.kind === 'manifest' && reading.sharesFiles,
      dataset: this.#place(manifest?.dataset ?? ''),
      records: manifest?.items.length ?? 0,
      steps: manifest?.steps.length ?? 0,
      configured,
      uncounted: manifest?.items.flatMap(({ uncounted }, at) => (uncounted === undefined ? [] : [at])) ?? [],
      goesOn,
      digest: digest ?? null,
    });
    if (reading.kind === 'unreadable' && reading.isCutOff === true) this.#cutOff.push(found.path);
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
      unchanged: this.#unchanged,
      vanished: this.#vanished,
      goesOn: this.#before !== null && this.#manifests[0]?.found === this.#before,
      cutOff: this.#cutOff,
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
    for (let place = 0; place < items.length; place += 1) {
      const item = items[place];
      // Nearly all items name none: apart from those that do, this is soon compiled for good.
      if (item === undefined || !namesOthers(item)) continue;
      places ??= placesById(items);
      this.#addDependenciesOf(item, first + place, first, places);
    }
  }

  #addDependenciesOf(
    { dependsOn, sourceModels, inferredSources = [] }: ArtifactItem,
    record: number,
    first: number,
    places: ReadonlyMap<string, number>,
  ): void {
    // The two lists nearly always name the same ids; what only the second names is kept apart.
    const named = new Set(dependsOn);
    const furtherModels = sourceModels.filter((id) => !named.has(id));
    const lists = [
      [0, dependsOn],
      [1, furtherModels],
      [2, inferredSources],
    ] as const;
    for (const [origin, targets] of lists) {
      for (const [ordinal, target] of targets.entries()) {
        const own = places.get(target) ?? -1;
        this.#dependencies.push({ record, origin, ordinal, target, own: own < 0 ? null : first + own });
      }
    }
  }

  #addStep(step: TraceStep): void {
    this.#steps.push(
      step.ordinal,
      step.stepIndex,
      this.#placeAgain(6, step.operatorType),
      this.#place(step.operatorClass),
      this.#place(toJson(step.operatorConfig)),
      this.#placeAgain(7, branchText(step.branchPath)),
      this.#placeAgain(8, step.branchName),
      step.substepIndex,
      step.producesBranches ? 1 : 0,
      step.sourceCount,
      step.durationMs,
      this.#place(toJson(step.shapes)),
    );
  }
}
