import type { PipelineWay, PipelineWayNode } from '../../../shared/api/chains/way.ts';
import type { RecordKey } from '../../../shared/domain/record-key.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { toldState } from '../../../shared/domain/states.ts';
import { chainRow, toldSums, type ChainRow } from './chain-row.ts';
import type { OpenRows } from './open-state.ts';

type Fold = PipelineWayNode['folds'][number];

/** `br 0 · src 1 · sub 2`: what tells an operator from others of its class. */
export function operatorQualifier({
  branch,
  source,
  substep,
}: Pick<PipelineWayNode, 'branch' | 'source' | 'substep'>): string {
  return [
    ...(branch.length === 0 ? [] : [`br ${branch.join('.')}`]),
    ...(source === null ? [] : [`src ${source}`]),
    ...(substep === null ? [] : [`sub ${substep}`]),
  ].join(' · ');
}

function className(node: PipelineWayNode | undefined): string {
  if (node === undefined) return 'unknown';
  return node.class === '' ? node.type || 'unknown operator' : escapeForTerminal(node.class);
}

/** `3 inputs: PLSRegression and 2 more`. */
export function inputsName(count: number, first: string): string {
  return count > 1 ? `${count} inputs: ${first} and ${count - 1} more` : `input: ${first}`;
}

/** What the rows of a pipeline are made with. */
interface WayContext {
  readonly way: PipelineWay;
  readonly open: OpenRows;
  readonly isDeep: boolean;
  readonly max: number;
  readonly rows: ChainRow[];
  readonly children: ReadonlyMap<number | null, readonly PipelineWayNode[]>;
}

function foldKey(above: string, record: RecordKey): string {
  return `${above}/f:${encodeURIComponent(record)}`;
}

function addFold(context: WayContext, parent: string, level: number, fold: Fold): void {
  const { max, rows } = context;
  const isMissing = fold.state === 'missing';
  const isThere = !isMissing && fold.state !== 'unknown';
  rows.push(
    chainRow({
      key: foldKey(parent, fold.key),
      level,
      kind: 'fold',
      name: fold.fold === null ? 'all folds' : `fold ${fold.fold}`,
      sums: {
        records: 1,
        files: isThere ? 1 : 0,
        size_bytes: isThere ? fold.size_bytes : 0,
        exclusive_bytes: fold.exclusive_bytes,
        missing: isMissing ? 1 : 0,
        unwritten: fold.unwritten ? 1 : 0,
      },
      recordState: toldState(fold.state, fold.unwritten),
      created: fold.created_at,
      max,
      selection: { kind: 'record', key: fold.key },
    }),
  );
}

function addNode(context: WayContext, parent: string, level: number, node: PipelineWayNode): void {
  const { way, open, isDeep, max, rows, children } = context;
  let above = parent;
  let at = level;
  if (node.inputs.length > 1) {
    const first = way.nodes.find(({ id }) => id === node.inputs[0]);
    above = `${parent}/i${node.id}`;
    const isOpen = open.isOpen(above, at, isDeep, true);
    rows.push(
      chainRow({
        key: above,
        level: at,
        kind: 'inputs',
        name: inputsName(node.input_count, className(first)),
        isOpen,
        isInferred: !node.depends,
        sums: toldSums(node),
        max,
      }),
    );
    if (!isOpen) return;
    at += 1;
  }
  const key = `${above}/n${node.id}`;
  const below = children.get(node.id) ?? [];
  const folds = node.folds.filter(({ fold }) => fold !== null);
  const [firstFold] = node.folds;
  const only = node.folds.length === 1 ? firstFold : undefined;
  const hasFolds = node.folds.length > 1;
  // Folds start closed, so an operator is open by itself only for what follows it.
  const isOpen =
    below.length === 0 && !hasFolds ? null : open.isOpen(key, at, isDeep, below.length > 0 && !hasFolds);
  rows.push(
    chainRow({
      key,
      level: at,
      kind: 'operator',
      name: className(node),
      qualifier: operatorQualifier(node),
      step: node.step,
      mark: node.artifact_type,
      isOpen,
      isInferred: node.inferred,
      sums: toldSums(node),
      recordState: only?.state ?? null,
      count: folds.length > 0 ? folds.length : null,
      created: only?.created_at ?? null,
      max,
      selection: only === undefined ? null : { kind: 'record', key: only.key },
      drawn: firstFold === undefined ? null : { kind: 'record', key: firstFold.key },
    }),
  );
  if (isOpen !== true) return;
  if (hasFolds) for (const fold of node.folds) addFold(context, key, at + 1, fold);
  for (const child of below) addNode(context, key, at + 1, child);
}

/** The operators of a pipeline as rows: a tree in the order of the data, folds below their operator. */
export function wayRows(
  way: PipelineWay,
  pipeline: { readonly key: string; readonly level: number; readonly max: number; readonly isDeep: boolean },
  open: OpenRows,
): ChainRow[] {
  const children = Map.groupBy(way.nodes, ({ parent }) => parent);
  const context: WayContext = { way, open, isDeep: pipeline.isDeep, max: pipeline.max, rows: [], children };
  for (const node of children.get(null) ?? []) addNode(context, pipeline.key, pipeline.level + 1, node);
  return context.rows;
}

/** The keys to open so that the row of a record is seen, and the key of that row; null where the way has none. */
export function wayTo(
  way: PipelineWay,
  pipelineKey: string,
  record: RecordKey,
): { readonly open: readonly string[]; readonly key: string } | null {
  const target = way.nodes.find(({ folds }) => folds.some(({ key }) => key === record));
  if (target === undefined) return null;
  const byId = new Map(way.nodes.map((node) => [node.id, node]));
  const path: PipelineWayNode[] = [];
  for (let node: PipelineWayNode | undefined = target; node !== undefined;) {
    path.unshift(node);
    node = node.parent === null ? undefined : byId.get(node.parent);
  }
  const open: string[] = [];
  let key = pipelineKey;
  for (const node of path) {
    if (node.inputs.length > 1) {
      key = `${key}/i${node.id}`;
      open.push(key);
    }
    key = `${key}/n${node.id}`;
    open.push(key);
  }
  if (target.folds.length > 1) return { open, key: foldKey(key, record) };
  return { open: open.slice(0, -1), key };
}
