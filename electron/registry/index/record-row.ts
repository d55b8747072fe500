import type { ArtifactItem } from '../../../shared/domain/manifest.ts';
import { isPythonTime, pythonTime } from './timestamps.ts';

/**
 * The keys of an item as nirs4all 0.6 writes it, in its order. An item with exactly these keys and the usual
 * values is kept as columns alone and given back from them. Of one that has further keys behind these, or other values, those
 * are kept besides as JSON; any other item is kept whole.
 */
export const V3_KEYS = [
  'artifact_id',
  'content_hash',
  'path',
  'chain_path',
  'source_index',
  'pipeline_id',
  'branch_path',
  'step_index',
  'substep_index',
  'fold_id',
  'artifact_type',
  'class_name',
  'custom_name',
  'depends_on',
  'format',
  'format_version',
  'nirs4all_version',
  'size_bytes',
  'created_at',
  'params',
  'version',
] as const;

/** The columns of a record that give its item back. Texts are not yet dictionary ids. */
export interface ItemColumns {
  readonly artifactId: string | null;
  readonly hash: Uint8Array | null;
  readonly name: string;
  readonly chain: string;
  readonly source: number | null;
  readonly branch: string;
  readonly step: number | null;
  readonly substep: number | null;
  readonly fold: number | null;
  readonly type: string;
  readonly class: string;
  readonly custom: string;
  readonly format: string;
  /** See {@link originText}. */
  readonly origin: string;
  readonly size: number;
  readonly createdUs: number;
}

/** Whether JSON has words for all of a value: no big integers, infinities or not-a-numbers. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'bigint') return false;
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) ? value.every(isJson) : Object.values(value).every(isJson);
}

/** The same with the texts that YAML uses for what JSON has no word for. */
function toLenientJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => {
    if (typeof entry === 'bigint') return String(entry);
    if (typeof entry !== 'number' || Number.isFinite(entry)) return entry;
    if (Number.isNaN(entry)) return '.nan';
    return entry > 0 ? '.inf' : '-.inf';
  });
}

/** Writes a value as JSON; what JSON has no word for becomes the text that YAML uses for it. */
export function toJson(value: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(value);
  } catch {
    // It refuses big integers.
    return toLenientJson(value);
  }
  return text.includes('null') && !isJson(value) ? toLenientJson(value) : text;
}

/** A list of branch indices as the dictionary keeps it: `0.1`, empty on the trunk. */
export function branchText(branchPath: readonly number[]): string {
  return branchPath.join('.');
}

/** The inverse of {@link branchText}. */
export function branchPathOf(text: string): number[] {
  return text === '' ? [] : text.split('.').map(Number);
}

/** What nearly all items of a manifest share, as one text of the dictionary: who wrote it, and with what. */
export function originText({
  pipelineId,
  formatVersion,
  nirs4allVersion,
  version,
}: Pick<ArtifactItem, 'pipelineId' | 'formatVersion' | 'nirs4allVersion' | 'version'>): string {
  return JSON.stringify([pipelineId, formatVersion, nirs4allVersion, version]);
}

function isEmpty(value: unknown, isList: boolean): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== isList) return false;
  for (const _key in value) return false;
  return true;
}

/**
 * Which values of an item the columns alone don't give back, by their places in {@link V3_KEYS}. Looks at the item's own
 * values: reading it may have replaced some by defaults. Written out, since it is asked of every item.
 */
function oddPlaces(item: ArtifactItem): number[] {
  const { raw } = item;
  const odd: number[] = [];
  if (raw['artifact_id'] !== item.artifactId) odd.push(0);
  if (item.contentHash === null || raw['content_hash'] !== `sha256:${item.contentHash}`) odd.push(1);
  if (raw['path'] !== item.path) odd.push(2);
  if (raw['chain_path'] !== item.chainPath) odd.push(3);
  if (raw['source_index'] !== item.sourceIndex) odd.push(4);
  if (raw['pipeline_id'] !== item.pipelineId) odd.push(5);
  if (!Array.isArray(raw['branch_path']) || raw['branch_path'].length !== item.branchPath.length) odd.push(6);
  if (raw['step_index'] !== item.stepIndex) odd.push(7);
  if (raw['substep_index'] !== item.substepIndex) odd.push(8);
  if (raw['fold_id'] !== item.foldId) odd.push(9);
  if (item.artifactType === null || raw['artifact_type'] !== item.artifactType) odd.push(10);
  if (raw['class_name'] !== item.className) odd.push(11);
  if (raw['custom_name'] !== item.customName) odd.push(12);
  if (!isEmpty(raw['depends_on'], true)) odd.push(13);
  if (raw['format'] !== item.format) odd.push(14);
  if (raw['format_version'] !== item.formatVersion) odd.push(15);
  if (raw['nirs4all_version'] !== item.nirs4allVersion) odd.push(16);
  if (raw['size_bytes'] !== item.sizeBytes || !Number.isSafeInteger(item.sizeBytes)) odd.push(17);
  if (raw['created_at'] !== item.createdAt || !isPythonTime(item.createdAt)) odd.push(18);
  if (!isEmpty(raw['params'], false)) odd.push(19);
  if (raw['version'] !== item.version) odd.push(20);
  return odd;
}

/**
 * What the columns don't give back of an item, as JSON: a map of its further keys and other values, or a list of the whole item
 * where its keys are others; null for nothing.
 */
export function furtherText(item: ArtifactItem): string | null {
  const { raw } = item;
  const keys = Object.keys(raw);
  for (let place = 0; place < V3_KEYS.length; place += 1) {
    if (keys[place] !== V3_KEYS[place]) return toJson([raw]);
  }
  const odd = oddPlaces(item);
  if (odd.length === 0 && keys.length === V3_KEYS.length) return null;
  const kept = [...odd.map((at) => V3_KEYS[at] ?? ''), ...keys.slice(V3_KEYS.length)];
  return toJson(Object.fromEntries(kept.map((key) => [key, raw[key]])));
}

/** The item as its manifest has it, from its columns and its {@link furtherText}. */
export function itemOf(columns: ItemColumns, further: string | null): Record<string, unknown> {
  if (further === null) return plainItem(columns);
  const kept = JSON.parse(further) as Record<string, unknown> | [Record<string, unknown>];
  return Array.isArray(kept) ? kept[0] : { ...plainItem(columns), ...kept };
}

function plainItem(columns: ItemColumns): Record<string, unknown> {
  const [pipeline, formatVersion, nirs4allVersion, version] = JSON.parse(columns.origin) as unknown[];
  return {
    artifact_id: columns.artifactId,
    content_hash: `sha256:${columns.hash === null ? '' : Buffer.from(columns.hash).toString('hex')}`,
    path: columns.name,
    chain_path: columns.chain,
    source_index: columns.source,
    pipeline_id: pipeline,
    branch_path: branchPathOf(columns.branch),
    step_index: columns.step,
    substep_index: columns.substep,
    fold_id: columns.fold,
    artifact_type: columns.type,
    class_name: columns.class,
    custom_name: columns.custom,
    depends_on: [],
    format: columns.format,
    format_version: formatVersion,
    nirs4all_version: nirs4allVersion,
    size_bytes: columns.size,
    created_at: pythonTime(columns.createdUs),
    params: {},
    version,
  };
}
