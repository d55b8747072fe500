import type { ArtifactItem } from '../../../shared/domain/manifest.ts';
import { isPythonTime, pythonTime } from './timestamps.ts';

/**
 * The keys of an item as nirs4all 0.6 writes it, in its order. An item with exactly these keys and the usual
 * values is kept as columns alone and given back from them; any other item is kept whole as JSON besides.
 */
const V3_KEYS = [
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
  readonly pipeline: string;
  readonly branch: string;
  readonly step: number | null;
  readonly substep: number | null;
  readonly fold: number | null;
  readonly type: string;
  readonly class: string;
  readonly custom: string;
  readonly format: string;
  readonly formatVersion: string;
  readonly nirs4allVersion: string;
  readonly size: number;
  readonly createdUs: number;
  readonly version: number;
}

/** Whether JSON has words for all of a value: no big integers, infinities or not-a-numbers. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
  for (const key in value) if (!isJson((value as Record<string, unknown>)[key])) return false;
  return true;
}

/** Writes a value as JSON; what JSON has no word for becomes the text that YAML uses for it. */
export function toJson(value: unknown): string {
  if (isJson(value)) return JSON.stringify(value);
  return JSON.stringify(value, (_key, entry: unknown) => {
    if (typeof entry === 'bigint') return String(entry);
    if (typeof entry !== 'number' || Number.isFinite(entry)) return entry;
    if (Number.isNaN(entry)) return '.nan';
    return entry > 0 ? '.inf' : '-.inf';
  });
}

/** A list of branch indices as the dictionary keeps it: `0.1`, empty on the trunk. */
export function branchText(branchPath: readonly number[]): string {
  return branchPath.join('.');
}

/** The inverse of {@link branchText}. */
export function branchPathOf(text: string): number[] {
  return text === '' ? [] : text.split('.').map(Number);
}

function isEmpty(value: unknown, isList: boolean): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== isList) return false;
  for (const _key in value) return false;
  return true;
}

/**
 * Whether the columns alone give the item back, so that no JSON needs to be kept. Looks at the item's own
 * values: reading it may have replaced some by defaults.
 */
export function isPlainItem(item: ArtifactItem): boolean {
  const { raw } = item;
  let place = 0;
  for (const key in raw) {
    if (key !== V3_KEYS[place]) return false;
    place += 1;
  }
  if (place !== V3_KEYS.length) return false;
  return (
    raw['artifact_id'] === item.artifactId &&
    item.contentHash !== null &&
    raw['content_hash'] === `sha256:${item.contentHash}` &&
    raw['path'] === item.path &&
    raw['chain_path'] === item.chainPath &&
    raw['source_index'] === item.sourceIndex &&
    raw['pipeline_id'] === item.pipelineId &&
    Array.isArray(raw['branch_path']) &&
    raw['branch_path'].length === item.branchPath.length &&
    raw['step_index'] === item.stepIndex &&
    raw['substep_index'] === item.substepIndex &&
    raw['fold_id'] === item.foldId &&
    raw['artifact_type'] === item.artifactType &&
    raw['class_name'] === item.className &&
    raw['custom_name'] === item.customName &&
    isEmpty(raw['depends_on'], true) &&
    raw['format'] === item.format &&
    raw['format_version'] === item.formatVersion &&
    raw['nirs4all_version'] === item.nirs4allVersion &&
    raw['size_bytes'] === item.sizeBytes &&
    Number.isSafeInteger(item.sizeBytes) &&
    raw['created_at'] === item.createdAt &&
    isPythonTime(item.createdAt) &&
    isEmpty(raw['params'], false) &&
    raw['version'] === item.version
  );
}

/** The item as its manifest has it, from columns (only for items that {@link isPlainItem} accepted). */
export function itemOf(columns: ItemColumns): Record<string, unknown> {
  return {
    artifact_id: columns.artifactId,
    content_hash: `sha256:${columns.hash === null ? '' : Buffer.from(columns.hash).toString('hex')}`,
    path: columns.name,
    chain_path: columns.chain,
    source_index: columns.source,
    pipeline_id: columns.pipeline,
    branch_path: branchPathOf(columns.branch),
    step_index: columns.step,
    substep_index: columns.substep,
    fold_id: columns.fold,
    artifact_type: columns.type,
    class_name: columns.class,
    custom_name: columns.custom,
    depends_on: [],
    format: columns.format,
    format_version: columns.formatVersion,
    nirs4all_version: columns.nirs4allVersion,
    size_bytes: columns.size,
    created_at: pythonTime(columns.createdUs),
    params: {},
    version: columns.version,
  };
}
