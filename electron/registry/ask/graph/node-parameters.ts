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

/** The parameters that records of a manifest have themselves, as JSON by their positions; nirs4all 0.6 writes hardly any. */
export function parametersOfRecords(index: ReadableIndex, manifest: number): ReadonlyMap<number, string> {
  const rows = allTuples<readonly [number, string]>(
    index,
    `SELECT position, params FROM (
       SELECT r.position, coalesce(i.text -> '$.params', i.text -> '$[0].params') AS params
       FROM record r CROSS JOIN record_further i ON i.record_id = r.id WHERE r.manifest_id = :manifest)
     WHERE json_type(params) = 'object' AND params <> '{}'`,
    { manifest },
  );
  return new Map(rows);
}

/** The parameters of an operator: those that its first record has, else those of its step in the trace; null where nothing says them. */
export function nodeParameters(
  node: WayNode,
  own: ReadonlyMap<number, string>,
): readonly GraphParameter[] | null {
  const written = own.get(node.records[0] ?? -1);
  const json = written === undefined ? operatorParameters(node) : canonicalJson(JSON.parse(written));
  return json === null ? null : boundedParameters(json);
}
