import { asRecordKey, type RecordKey } from '../../../shared/domain/record-key.ts';

/** What the inspector shows. */
export type Selection =
  | { readonly kind: 'record'; readonly key: RecordKey }
  /** A pipeline, by its manifest. */
  | { readonly kind: 'pipeline'; readonly manifest: string }
  /** A stored file, by its path in the workspace. */
  | { readonly kind: 'file'; readonly path: string };

/** Reads what the address selects: `p:` and a manifest, `f:` and a path, or `r:` and the key of a record. */
export function readSelection(text: string): Selection | null {
  if (text.startsWith('p:')) return text === 'p:' ? null : { kind: 'pipeline', manifest: text.slice(2) };
  if (text.startsWith('f:')) return text === 'f:' ? null : { kind: 'file', path: text.slice(2) };
  if (text.startsWith('r:'))
    return text === 'r:' ? null : { kind: 'record', key: asRecordKey(text.slice(2)) };
  return null;
}

/** The text that {@link readSelection} reads. */
export function writeSelection(selection: Selection): string {
  switch (selection.kind) {
    case 'record':
      return `r:${selection.key}`;
    case 'pipeline':
      return `p:${selection.manifest}`;
    case 'file':
      return `f:${selection.path}`;
  }
}

/** Whether a record is what is selected. */
export function isSelectedRecord(selection: Selection | null, key: RecordKey): boolean {
  return selection?.kind === 'record' && selection.key === key;
}
