import { chainSegments, chainText, parseChain } from '../../../shared/format/chain.ts';
import { classNameOfFileName } from '../../../shared/format/file-name.ts';
import { recordKey } from '../../registry/index/record-key.ts';
import type { ShownRecord } from '../../../shared/api/records/records.ts';

/** A field that is a text; empty where there is none, or where it is something else. */
export function textField(record: ShownRecord, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? value : '';
}

/** A field that is a number, as digits; empty where there is none. */
export function numberField(record: ShownRecord, ...fields: readonly string[]): string {
  const value = fields.map((field) => record[field]).find((candidate) => typeof candidate === 'number');
  return value === undefined ? '' : String(value);
}

/** How a record is named on the command line: its id, or its key where it has none. */
export function nameOf(record: {
  readonly artifact_id?: unknown;
  readonly manifest: string;
  readonly position: number;
}): string {
  const id = record.artifact_id;
  return typeof id === 'string' && id !== '' ? id : recordKey(record);
}

/** A record's class; that of items without one is in their file's name. */
export function classOf(record: ShownRecord): string {
  return textField(record, 'class_name') || classNameOfFileName(textField(record, 'path'));
}

/** Bytes as the manifest states them; V1 items say `size`. */
export function statedBytes(record: ShownRecord): number | null {
  const size = record['size_bytes'] ?? record['size'];
  return typeof size === 'number' ? size : null;
}

/** When it was stored; V1 items say `saved_at`. */
export function storedAt(record: ShownRecord): string {
  return textField(record, 'created_at') || textField(record, 'saved_at');
}

/** `0.1`; empty on the trunk. */
export function branchOf(record: ShownRecord): string {
  const path = record['branch_path'];
  if (Array.isArray(path)) return path.join('.');
  return numberField(record, 'branch_id');
}

/** The chain for people; what does not fit the grammar as it is written. */
export function chainOf(record: ShownRecord): string {
  const path = textField(record, 'chain_path');
  const chain = parseChain(path);
  return chain.ok ? chainText(chain.value) : path;
}

/** The chain's names alone, `MinMaxScaler › PLSRegression`, where step and branch stand beside it. */
export function operatorsOf(record: ShownRecord): string {
  const path = textField(record, 'chain_path');
  const chain = parseChain(path);
  if (!chain.ok) return path || classOf(record);
  return chainSegments(chain.value)
    .map(({ name }) => name)
    .join(' › ');
}
