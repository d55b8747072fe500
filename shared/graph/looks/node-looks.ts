import type { GraphNode } from '../../api/graph/graph.ts';
import type { NodeMark } from '../model/node-text.ts';

/** What a node is, as its shape and colour show; `none` for structure, for what isn't there, and for files. */
export type NodeType = 'transformer' | 'model' | 'metaModel' | 'splitter' | 'encoder' | 'none';

const BY_ARTIFACT: ReadonlyMap<string, NodeType> = new Map([
  ['transformer', 'transformer'],
  ['model', 'model'],
  ['meta_model', 'metaModel'],
  ['splitter', 'splitter'],
  ['encoder', 'encoder'],
]);

const BY_ROLE: Readonly<Record<NonNullable<GraphNode['role']>, NodeType>> = {
  features: 'transformer',
  target: 'encoder',
  splitter: 'splitter',
  model: 'model',
  meta: 'metaModel',
  structure: 'none',
};

/** What an artifact of a type looks like. */
export function typeOfArtifact(type: string | null): NodeType {
  return BY_ARTIFACT.get(type ?? '') ?? 'none';
}

/** What its records say that it is, else what it does on the way. */
export function nodeType({ kind, artifact_type: type, role }: GraphNode): NodeType {
  if (kind !== 'operator') return 'none';
  return BY_ARTIFACT.get(type ?? '') ?? (role === null ? 'none' : BY_ROLE[role]);
}

/** Types in the words of a legend. */
export const TYPE_WORDS: Readonly<Record<Exclude<NodeType, 'none'>, string>> = {
  transformer: 'transformer',
  model: 'model',
  metaModel: 'meta-model',
  splitter: 'splitter',
  encoder: 'encoder',
};

/** Marks in words. */
export const MARK_WORDS: Readonly<Record<NodeMark, string>> = {
  missing: 'missing',
  differs: 'differs',
  outside: 'outside the workspace',
  unknown: 'not known',
  unwritten: 'never written',
  unresolved: 'not found',
  ambiguous: 'several candidates',
  shared: 'shared',
  inferred: 'inferred',
  cycle: 'in a circle',
};

/** How grave a node's marks are, for its colour. */
export function toneOf(marks: readonly NodeMark[]): 'danger' | 'warn' | 'plain' {
  if (marks.some((mark) => ['missing', 'differs', 'unresolved', 'cycle'].includes(mark))) return 'danger';
  return marks.some((mark) => ['outside', 'ambiguous'].includes(mark)) ? 'warn' : 'plain';
}
