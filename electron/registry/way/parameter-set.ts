import { isMap, operatorOf, type PlainMap } from './configured-operator.ts';

/** What is kept of one operator: what lies in a workspace may hold anything. */
const MOST = 200;
const DEEPEST = 4;
const LONGEST = 500;

/** What YAML can write and JSON has no word for. */
function notFinite(number: number): string {
  if (Number.isNaN(number)) return 'nan';
  return number > 0 ? 'inf' : '-inf';
}

/** JSON without spaces of what is no text. */
function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return String(inner);
    return typeof inner === 'number' && !Number.isFinite(inner) ? notFinite(inner) : inner;
  });
}

function valueOf(value: unknown): string | number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : notFinite(value);
  const text = typeof value === 'string' ? value : typeof value === 'bigint' ? String(value) : jsonOf(value);
  return text.length > LONGEST ? text.slice(0, LONGEST) : text;
}

type Values = Map<string, string | number>;

function add(values: Values, parameters: PlainMap, around: string, depth: number): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (values.size >= MOST) return;
    const path = `${around}${name}`.slice(0, LONGEST);
    if (!isMap(value) || depth >= DEEPEST) {
      values.set(path, valueOf(value));
      continue;
    }
    const operator = operatorOf(value);
    if (operator !== null) values.set(path, operator.name);
    add(values, operator?.parameters ?? value, `${path}.`, depth + 1);
  }
}

/**
 * Parameters of an operator as one text that is equal for equal ones: JSON of a map from names to numbers and texts, by name. A parameter
 * of an operator that is a parameter itself is `model.alpha`, and `model` its class. Lists, true, false and null are JSON. Empty where
 * there are none.
 *
 * @param layers maps of parameters; a later one wins
 */
export function parameterSet(layers: readonly (PlainMap | null)[]): string {
  const values: Values = new Map();
  for (const layer of layers) if (layer !== null) add(values, layer, '', 0);
  if (values.size === 0) return '';
  if (values.size === 1) return JSON.stringify(Object.fromEntries(values));
  return JSON.stringify(Object.fromEntries([...values].toSorted(([one], [other]) => (one < other ? -1 : 1))));
}
