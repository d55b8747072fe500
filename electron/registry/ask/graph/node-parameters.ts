import { textsOfRecords } from '../../index/way-texts.ts';
import { createHash } from 'node:crypto';
import type { GraphParameter } from '../../../../shared/api/graph/graph.ts';
import type { WayNode } from '../../../../shared/domain/way.ts';
import { allTuples, type ReadableIndex } from '../../index/database.ts';
import { canonicalJson, operatorParameters } from '../../way/operator-parameters.ts';

/** Parameters of an operator that a graph tells, and signs of the name or the value of one: drawings have no room for more. */
const MOST_PARAMETERS = 40;
const MOST_SIGNS = 80;

/** A text as far as there is room, with a digest of all of it, so that long ones that differ are told as different. */
function bounded(text: string): string {
  if (text.length <= MOST_SIGNS) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return `${text.slice(0, MOST_SIGNS / 2)}… (${digest})`;
}

/** Parameters as names and values, from the JSON of a map; another value is one of no name of its own. */
export function boundedParameters(json: string): readonly GraphParameter[] {
  const value: unknown = JSON.parse(json);
  const entries: (readonly [string, unknown])[] =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value)
      : [['configuration', value]];
  const told = entries
    .slice(0, MOST_PARAMETERS)
    .map(([name, one]) => ({ name: bounded(name), value: bounded(canonicalJson(one)) }));
  const rest = entries.slice(MOST_PARAMETERS);
  return rest.length === 0 ? told : [...told, { name: '…', value: bounded(canonicalJson(rest)) }];
}

/** What is known of the parameters of records, as JSON by their positions. */
export interface RecordParameters {
  /** Those that records have themselves; nirs4all 0.6 writes hardly any. */
  readonly own: ReadonlyMap<number, string>;
  /** Those by which records are found, whatever says them: see `parameterSet`. */
  readonly known: ReadonlyMap<number, string>;
}

/** What is known of those of a pipeline that is not in the index. */
export const NO_PARAMETERS: RecordParameters = { own: new Map(), known: new Map() };

/** That of the records of a manifest. */
export function parametersOfRecords(index: ReadableIndex, manifest: number): RecordParameters {
  const own = allTuples<readonly [number, string]>(
    index,
    `SELECT position, params FROM (
       SELECT r.position, coalesce(i.text -> '$.params', i.text -> '$[0].params') AS params
       FROM record r CROSS JOIN record_further i ON i.record_id = r.id WHERE r.manifest_id = :manifest)
     WHERE json_type(params) = 'object' AND params <> '{}'`,
    { manifest },
  );
  const records = allTuples<readonly [number, number]>(
    index,
    'SELECT id, position FROM record WHERE manifest_id = :manifest',
    { manifest },
  );
  const texts = textsOfRecords(
    index,
    records.map(([id]) => id),
  );
  const known = records.flatMap(([, position], at): (readonly [number, string])[] => {
    const { parameters = '' } = texts[at] ?? {};
    return parameters === '' ? [] : [[position, parameters]];
  });
  return { own: new Map(own), known: new Map(known) };
}

/**
 * The parameters of an operator: those that its first record has, else those of its step in the trace, else those by which that record is
 * found, which may stand in the pipeline as it was configured alone; null where nothing says them.
 */
export function nodeParameters(
  node: WayNode,
  { own, known }: RecordParameters,
): readonly GraphParameter[] | null {
  const first = node.records[0] ?? -1;
  const written = own.get(first);
  if (written !== undefined) return boundedParameters(canonicalJson(JSON.parse(written)));
  const traced = operatorParameters(node);
  const json = traced === null || traced === '{}' ? (known.get(first) ?? traced) : traced;
  return json === null ? null : boundedParameters(json);
}
