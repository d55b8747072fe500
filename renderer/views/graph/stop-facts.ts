import type { GraphRecord } from '../../../shared/api/graph/graph.ts';
import type { RecordKey } from '../../../shared/domain/record-key.ts';
import type { Selection } from '../../state/route/selection.ts';
import type { GraphModel } from '../../../shared/graph/model/graph-model.ts';

/** What stands behind a box or a row. */
export interface StopFacts {
  /** What the inspector shows of it; null where nothing was stored. */
  readonly selection: Selection | null;
  /** From where steps are counted. */
  readonly key: RecordKey | null;
  /** What Ctrl C copies. */
  readonly copies: string;
}

/** What stands behind each box and row, by its id, and where a selection is in the picture. */
export interface PictureFacts {
  readonly of: (id: string) => StopFacts | null;
  /** Rows come before the boxes that they are in. */
  readonly stopsOf: (selection: Selection) => readonly string[];
}

/** See {@link PictureFacts}. */
export function operatorFacts({ boxes }: GraphModel): PictureFacts {
  const facts = new Map<string, StopFacts>();
  const byRecord = new Map<string, string[]>();
  const byFile = new Map<string, string[]>();
  const note = (map: Map<string, string[]>, key: string, id: string): void => {
    const before = map.get(key);
    if (before === undefined) map.set(key, [id]);
    else if (!before.includes(id)) before.push(id);
  };
  const noteRecord = (id: string, { key, file }: GraphRecord): void => {
    note(byRecord, key, id);
    if (file !== null) note(byFile, file, id);
  };
  for (const { node, rows } of boxes) {
    if (node.kind === 'file') {
      facts.set(node.id, { selection: { kind: 'file', path: node.label }, key: null, copies: node.label });
      note(byFile, node.label, node.id);
      continue;
    }
    for (const { id, record } of rows) {
      facts.set(id, factsOf(record, node.label));
      noteRecord(id, record);
    }
    const [first] = node.records;
    facts.set(
      node.id,
      first === undefined ? { selection: null, key: null, copies: node.label } : factsOf(first, node.label),
    );
    for (const record of node.records) noteRecord(node.id, record);
  }
  return {
    of: (id) => facts.get(id) ?? null,
    stopsOf: (selection) => {
      switch (selection.kind) {
        case 'record':
          return byRecord.get(selection.key) ?? [];
        case 'file':
          return byFile.get(selection.path) ?? [];
        case 'pipeline':
          return [];
      }
    },
  };
}

function factsOf({ key, artifact_id }: GraphRecord, label: string): StopFacts {
  return { selection: { kind: 'record', key }, key, copies: artifact_id ?? label };
}
