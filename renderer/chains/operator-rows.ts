import type { OperatorPipeline, OperatorRow } from '../../shared/api/operators.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { pipelineName } from '../pipelines/pipeline-name.ts';
import { datasetName } from '../text/dataset-name.ts';
import { chainRow, largest, moreRow, waitingRow, type ChainRow } from './chain-row.ts';
import { OpenRows, type OpenState } from './open-state.ts';
import { inputsName } from './way-rows.ts';

/** Rows below an operator, or the pipelines of one, as far as they are there. */
export interface Loaded<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** What is known already; undefined is not loaded yet. */
export interface OperatorKnowledge {
  /** Below a row by its id; null is the top. */
  readonly below: (parent: string | null) => Loaded<OperatorRow> | undefined;
  readonly pipelinesOf: (operator: string) => Loaded<OperatorPipeline> | undefined;
}

/** The rows of the tree, and what has to be loaded for the open ones. */
export interface OperatorRows {
  readonly rows: readonly ChainRow[];
  readonly parents: readonly (string | null)[];
  readonly operators: readonly string[];
}

/** As many rows are opened at most because of a row above them: each is a question. */
const MOST_DEEP = 150;

/** Parameters as far as a row has room for them. */
const MOST_SIGNS = 60;

function parametersText(parameters: string | null): string {
  if (parameters === null || parameters === '{}') return '';
  const plain = parameters.replaceAll(/["{}]/g, '').replaceAll(/[:,]/g, '$& ');
  return escapeForTerminal(plain.length > MOST_SIGNS ? `${plain.slice(0, MOST_SIGNS)}…` : plain);
}

/** Makes the rows of equal operators, merged over pipelines, largest first. */
export function operatorRows(
  state: OpenState,
  known: OperatorKnowledge,
  opensDatasets: boolean,
): OperatorRows {
  const open = new OpenRows(state, MOST_DEEP);
  const rows: ChainRow[] = [];
  const parents: (string | null)[] = [];
  const operators: string[] = [];

  const addPipelines = (operator: OperatorRow, key: string, level: number): void => {
    operators.push(operator.id);
    const loaded = known.pipelinesOf(operator.id);
    if (loaded === undefined) {
      rows.push(waitingRow(key, level));
      return;
    }
    const max = largest(loaded.rows.map(({ size_bytes }) => size_bytes));
    for (const pipeline of loaded.rows) {
      const { manifest, position, run, pipeline_id } = pipeline;
      const { records, files, size_bytes, exclusive_bytes, missing } = pipeline;
      rows.push(
        chainRow({
          key: `${key}/p:${encodeURIComponent(manifest)}`,
          level,
          kind: 'pipeline',
          name: pipelineName({ pipeline_id, name: null, manifest }),
          qualifier: escapeForTerminal(run),
          sums: { records, files, size_bytes, exclusive_bytes, missing },
          max,
          selection:
            position === null
              ? { kind: 'pipeline', manifest }
              : { kind: 'record', place: { manifest, position } },
        }),
      );
    }
    if (loaded.total > loaded.rows.length) rows.push(moreRow(key, level, loaded.total - loaded.rows.length));
  };

  const addBelow = (parent: string | null, above: string, level: number, isDeep: boolean): void => {
    parents.push(parent);
    const loaded = known.below(parent);
    if (loaded === undefined) {
      rows.push(waitingRow(above, level));
      return;
    }
    const max = largest(loaded.rows.map(({ size_bytes }) => size_bytes));
    for (const row of loaded.rows) {
      const isDataset = row.kind === 'dataset';
      const key = `${above}/o:${encodeURIComponent(row.id)}`;
      const isOpen = open.isOpen(key, isDeep, isDataset && opensDatasets);
      const { records, files, size_bytes, exclusive_bytes, missing } = row;
      const name = row.name === '' ? row.type || 'unknown operator' : escapeForTerminal(row.name);
      const inputs =
        row.inputs === null ? '' : ` · ${inputsName(row.inputs.count, escapeForTerminal(row.inputs.first))}`;
      rows.push(
        chainRow({
          key,
          level,
          kind: isDataset ? 'dataset' : 'operator',
          name: isDataset ? datasetName(row.name) : name,
          qualifier: isDataset ? '' : `${parametersText(row.parameters)}${inputs}`,
          mark: isDataset ? null : row.artifact_type,
          isOpen,
          isInferred: row.inferred,
          sums: { records, files, size_bytes, exclusive_bytes, missing },
          count: row.pipelines,
          max,
        }),
      );
      if (!isOpen) continue;
      if (row.children === 0) addPipelines(row, key, level + 1);
      else addBelow(row.id, key, level + 1, open.isDeep(key, isDeep));
    }
    if (loaded.total > loaded.rows.length)
      rows.push(moreRow(above, level, loaded.total - loaded.rows.length));
  };

  addBelow(null, 'o', 1, false);
  return { rows, parents, operators };
}
