import type { GraphNode, GraphRecord } from '../../api/graph/graph.ts';
import { toldState, type ToldState } from '../../domain/states.ts';
import { formatBytes, formatCount } from '../../text/format-number.ts';
import { splitName } from '../../text/middle-truncate.ts';

/**
 * What is to be said about a node beside its name: records whose files are not as they should be, an id that means nothing or several
 * things, a file that others use too, what is concluded, what is in a circle.
 */
export type NodeMark =
  | 'missing'
  | 'differs'
  | 'outside'
  | 'unknown'
  | 'unwritten'
  | 'unresolved'
  | 'ambiguous'
  | 'shared'
  | 'inferred'
  | 'cycle';

/** Marks that the line below the name says, the gravest first. */
const SAID_FIRST = ['missing', 'differs', 'outside', 'unknown', 'unwritten'] as const;

const STATE_WORDS: Readonly<Record<(typeof SAID_FIRST)[number], string>> = {
  missing: '✕ missing',
  differs: '≠ differs',
  outside: '! outside the workspace',
  unknown: '? not known',
  unwritten: '– never written',
};

const told = ({ state, unwritten }: GraphRecord): ToldState => toldState(state, unwritten);

function places(count: number, one: string, more: string): string {
  return `${formatCount(count)} ${count === 1 ? one : more}`;
}

/** All that holds of a node, the gravest first. */
export function marksOf(node: GraphNode, cyclic: ReadonlySet<string>): NodeMark[] {
  const marks: NodeMark[] = [];
  for (const state of SAID_FIRST)
    if (node.records.some((record) => told(record) === state)) marks.push(state);
  if (node.kind === 'ghost') marks.push(node.candidates === 0 ? 'unresolved' : 'ambiguous');
  if (cyclic.has(node.id)) marks.push('cycle');
  if (node.records.some(({ other_pipelines: others }) => others > 0)) marks.push('shared');
  if (node.inferred) marks.push('inferred');
  return marks;
}

/** Each stored file once; what is missing, as recorded. */
function sizeOf(records: readonly GraphRecord[]): number {
  const seen = new Set<string>();
  let sum = 0;
  for (const { file, size_bytes: size } of records) {
    if (file !== null && seen.has(file)) continue;
    if (file !== null) seen.add(file);
    sum += size;
  }
  return sum;
}

function branchText({ branch }: GraphNode): string[] {
  return branch.length === 0 ? [] : [`br ${branch.join('.')}`];
}

/** Where an operator stands: `br 0.1 · src 0 · sub 2`. */
export function placeText(node: GraphNode): string {
  const { source, substep } = node;
  const parts = [
    ...branchText(node),
    ...(source === null ? [] : [`src ${source}`]),
    ...(substep === null ? [] : [`sub ${substep}`]),
  ];
  return parts.join(' · ');
}

function stateText(records: readonly GraphRecord[]): string | null {
  const state = SAID_FIRST.find((word) => records.some((record) => told(record) === word));
  if (state === undefined) return null;
  const count = records.filter((record) => told(record) === state).length;
  const [sign = '', ...words] = STATE_WORDS[state].split(' ');
  return records.length === 1
    ? STATE_WORDS[state]
    : `${sign} ${formatCount(count)} of ${formatCount(records.length)} ${words.join(' ')}`;
}

/** The name of a stored file as what it holds and what tells it apart: `model_Ridge` and `0988115dd2f2.joblib`. */
function fileName({ label }: GraphNode): readonly [string, string] {
  const [front, end] = splitName(label.slice(label.lastIndexOf('/') + 1));
  return [front, end.replace(/^_/, '')];
}

/** The name of a node: its class, the id of what isn't there, the name of a file without its hash. */
export function titleOf(node: GraphNode): string {
  const { kind, label } = node;
  const title = kind === 'file' ? fileName(node)[0] : label;
  return title === '' ? 'unknown' : title;
}

/** The line below the name: `br 0 · 5 folds · 4.42 MB`, `2.47 kB · in 13 pipelines`, `✕ 1 of 5 missing`, `3 candidates`. */
export function detailOf(node: GraphNode): string {
  const { kind, records, candidates } = node;
  if (kind === 'ghost') return candidates === 0 ? 'not found' : places(candidates, 'candidate', 'candidates');
  const state = stateText(records);
  if (state !== null) return state;
  if (records.length === 0) {
    if (kind === 'file') return fileName(node)[1];
    return [...branchText(node), 'stored nothing'].join(' · ');
  }
  const size = formatBytes(sizeOf(records));
  const others = records.reduce((most, record) => Math.max(most, record.other_pipelines), 0);
  if (others > 0) return `${size} · in ${formatCount(others + 1)} pipelines`;
  const folds = records.length > 1 ? [places(records.length, 'fold', 'folds')] : [];
  return [...branchText(node), ...folds, size].join(' · ');
}

/** What a row of an opened node says: `fold 2`, or `all folds`, and its size or state. */
export function rowText(record: GraphRecord): { readonly title: string; readonly detail: string } {
  return {
    title: record.fold === null ? 'all folds' : `fold ${record.fold}`,
    detail: stateText([record]) ?? formatBytes(record.size_bytes),
  };
}
