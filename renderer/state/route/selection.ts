import type { RecordPlace } from '../../../shared/api/records/record-place.ts';

/** What the inspector shows. */
export type Selection =
  | { readonly kind: 'record'; readonly place: RecordPlace }
  /** A pipeline, by its manifest. */
  | { readonly kind: 'pipeline'; readonly manifest: string }
  /** A stored file, by its path in the workspace. */
  | { readonly kind: 'file'; readonly path: string };

/** Reads what the address selects: `p:` and a manifest, `f:` and a path, or a manifest, `#` and a position from 0. */
export function readSelection(text: string): Selection | null {
  if (text.startsWith('p:')) return text === 'p:' ? null : { kind: 'pipeline', manifest: text.slice(2) };
  if (text.startsWith('f:')) return text === 'f:' ? null : { kind: 'file', path: text.slice(2) };
  const [, manifest, position] = /^r:(.+)#(\d{1,9})$/s.exec(text) ?? [];
  if (manifest === undefined) return null;
  return { kind: 'record', place: { manifest, position: Number(position) } };
}

/** The text that {@link readSelection} reads. */
export function writeSelection(selection: Selection): string {
  switch (selection.kind) {
    case 'record':
      return `r:${selection.place.manifest}#${selection.place.position}`;
    case 'pipeline':
      return `p:${selection.manifest}`;
    case 'file':
      return `f:${selection.path}`;
  }
}

/** Whether a record is what is selected. */
export function isSelectedRecord(selection: Selection | null, { manifest, position }: RecordPlace): boolean {
  return (
    selection?.kind === 'record' &&
    selection.place.manifest === manifest &&
    selection.place.position === position
  );
}
