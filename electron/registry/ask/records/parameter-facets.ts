import type { Facets } from '../../../../shared/api/records/facets.ts';
import { allTuples, type ReadableIndex } from '../../index/database.ts';
import { Tally } from './tally.ts';

/** Names that are given, and values of each. */
const MOST_NAMES = 50;
const MOST_VALUES = 20;

/**
 * The parameters of records, and their most common values, by their own names: `alpha` is also that of an operator inside, as a search has it.
 *
 * @param sets how many records have each set of parameters, by the ids of the dictionary
 */
export function parameterFacets(index: ReadableIndex, sets: Tally<number>): Facets['parameters'] {
  const names = new Tally<string>();
  const values = new Map<string, Tally<string>>();
  const rows = allTuples<[set: number, name: string, text: string]>(
    index,
    `SELECT DISTINCT p.set_id, p.last, p.text FROM json_each(:sets) j CROSS JOIN parameter p ON p.set_id = j.value
     ORDER BY p.set_id, p.last`,
    { sets: JSON.stringify([...sets.counts.keys()]) },
  );
  let before: readonly [number, string] = [-1, ''];
  for (const [set, name, text] of rows) {
    const records = sets.counts.get(set) ?? 0;
    if (before[0] !== set || before[1] !== name) names.add(name, records);
    before = [set, name];
    let known = values.get(name);
    if (known === undefined) values.set(name, (known = new Tally()));
    known.add(text, records);
  }
  return names
    .commonFirst()
    .slice(0, MOST_NAMES)
    .map(([name, records]) => ({
      name,
      records,
      values: (values.get(name)?.commonFirst() ?? [])
        .slice(0, MOST_VALUES)
        .map(([value, count]) => ({ value, records: count })),
    }));
}
