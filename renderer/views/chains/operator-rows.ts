import type { OperatorPipeline, OperatorRow } from '../../../shared/api/chains/operators.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { pipelineName } from '../../kit/pipelines/pipeline-name.ts';
import { datasetName } from '../../text/dataset-name.ts';
import type { Answer } from './cached-answer.ts';
import { chainRow, largest, moreRow, problemRow, toldSums, waitingRow, type ChainRow } from './chain-row.ts';
import type { Loaded } from './load-pages.ts';
import { OpenRows, type OpenedRow, type OpenState } from './open-state.ts';
import { inputsName } from './way-rows.ts';

/** What is known already. */
export interface OperatorKnowledge {
  /** Below a row by its id; null is the top. */
  readonly below: (parent: string | null) => Answer<Loaded<OperatorRow>>;
  readonly pipelinesOf: (operator: string) => Answer<Loaded<OperatorPipeline>>;
}

/** The rows of the tree, and what has to be loaded for the open ones. */
export interface OperatorRows {
  readonly rows: readonly ChainRow[];
  readonly parents: readonly (string | null)[];
  readonly operators: readonly string[];
  /** See `OpenRows.opened`. */
  readonly opened: readonly OpenedRow[];
}

/**
 * As many rows are opened at most because of a row above them: each is a question. The tree is as deep as its chains are
 * long, so they count together, whatever their level.
 */
const MOST_DEEP = 200;
const ANY_LEVEL = 0;

/**
 * As many of a level are opened at most because a filter found something in them. Siblings share alike, so that no row
 * closes when others come.
 */
const MOST_FOUND = 24;

/** Parameters as far as a row has room for them. */
const MOST_SIGNS = 60;

function parametersText(parameters: string | null): string {
  if (parameters === null || parameters === '{}') return '';
  const plain = parameters.replaceAll(/["{}]/g, '').replaceAll(/[:,]/g, '$& ');
  return escapeForTerminal(plain.length > MOST_SIGNS ? `${plain.slice(0, MOST_SIGNS)}…` : plain);
}

const TOP = 'o';

function keyBelow(above: string, id: string): string {
  return `${above}/o:${encodeURIComponent(id)}`;
}

/** The key of an operator's row, by the ids from its dataset down to its own. */
export function operatorKey(ids: readonly string[]): string {
  return ids.reduce(keyBelow, TOP);
}

/** The key of a pipeline below the row of an operator. */
export function operatorPipelineKey(operator: string, manifest: string): string {
  return `${operator}/p:${encodeURIComponent(manifest)}`;
}

/** Makes the rows of equal operators, merged over pipelines, in the order in which they come. `usual` opens what nothing was said of. */
export function operatorRows(
  state: OpenState,
  known: OperatorKnowledge,
  usual: {
    readonly datasets: boolean;
    /** Operators with others below them. */
    readonly found: boolean;
  },
): OperatorRows {
  const open = new OpenRows(state, () => MOST_DEEP);
  const rows: ChainRow[] = [];
  const parents: (string | null)[] = [];
  const operators: string[] = [];

  const addPipelines = (operator: OperatorRow, key: string, level: number, max: number): void => {
    operators.push(operator.id);
    const loaded = known.pipelinesOf(operator.id);
    if (loaded === null) {
      rows.push(waitingRow(key, level));
      return;
    }
    if ('problem' in loaded) {
      rows.push(problemRow(key, level, loaded.problem));
      return;
    }
    const { rows: pipelines, total } = loaded.data;
    for (const pipeline of pipelines) {
      const { manifest, first_record: first, run, pipeline_id, pipeline_name } = pipeline;
      rows.push(
        chainRow({
          key: operatorPipelineKey(key, manifest),
          level,
          kind: 'pipeline',
          id: pipeline_id,
          name: pipelineName({ pipeline_id: pipeline_name ?? pipeline_id, name: null, manifest }),
          qualifier: escapeForTerminal(run),
          sums: toldSums(pipeline),
          max,
          selection: first === null ? { kind: 'pipeline', manifest } : { kind: 'record', key: first },
        }),
      );
    }
    if (total > pipelines.length) rows.push(moreRow(key, level, total - pipelines.length));
  };

  const addBelow = (
    parent: string | null,
    above: string,
    level: number,
    isDeep: boolean,
    shared: { readonly scale: number | null; readonly found: number },
  ): void => {
    parents.push(parent);
    const loaded = known.below(parent);
    if (loaded === null) {
      rows.push(waitingRow(above, level));
      return;
    }
    if ('problem' in loaded) {
      rows.push(problemRow(above, level, loaded.problem));
      return;
    }
    const { rows: siblings, total } = loaded.data;
    // One scale for the whole tree, so that bars can be compared up and down.
    const max = shared.scale ?? largest(siblings.map(({ size_bytes }) => size_bytes));
    const found = shared.found / siblings.length;
    for (const row of siblings) {
      const isDataset = row.kind === 'dataset';
      const key = keyBelow(above, row.id);
      const isUsual = isDataset ? usual.datasets || total === 1 : found >= 1 && row.children > 0;
      const isOpen = open.isOpen(key, ANY_LEVEL, isDeep, isUsual);
      const name = row.name === '' ? row.type || 'unknown operator' : escapeForTerminal(row.name);
      const told = [
        parametersText(row.parameters),
        row.inputs === null ? '' : inputsName(row.inputs.count, escapeForTerminal(row.inputs.first)),
      ].filter((text) => text !== '');
      rows.push(
        chainRow({
          key,
          level,
          kind: isDataset ? 'dataset' : 'operator',
          id: isDataset && row.name !== '' ? row.name : null,
          name: isDataset ? datasetName(row.name) : name,
          qualifier: isDataset ? '' : told.join(' · '),
          mark: isDataset ? null : row.artifact_type,
          isOpen,
          isInferred: row.inferred,
          sums: toldSums(row),
          count: row.pipelines,
          max,
          drawn: row.first_record === null ? null : { kind: 'record', key: row.first_record },
        }),
      );
      if (!isOpen) continue;
      if (row.children === 0) addPipelines(row, key, level + 1, max);
      else addBelow(row.id, key, level + 1, open.isDeep(key, isDeep), { scale: max, found });
    }
    if (total > siblings.length) rows.push(moreRow(above, level, total - siblings.length));
  };

  addBelow(null, TOP, 1, false, { scale: null, found: usual.found ? MOST_FOUND : 0 });
  return { rows, parents, operators, opened: open.opened };
}
