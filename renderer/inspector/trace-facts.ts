import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';

/** A fact of the execution trace: its name and its value as text. */
export type TraceFact = readonly [name: string, value: string];

/** Longer values are cut: a list of parameters can hold a whole array. */
const MOST_SIGNS = 200;

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return escapeForTerminal(text.length > MOST_SIGNS ? `${text.slice(0, MOST_SIGNS)}…` : text);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as facts: of a map one each, of anything else one under the name given. */
export function traceFacts(value: unknown, name: string): readonly TraceFact[] {
  if (value === null || value === undefined) return [];
  if (!isPlain(value)) return [[name, valueText(value)]];
  return Object.entries(value).map(([key, one]) => [escapeForTerminal(key), valueText(one)]);
}

/** Whether a value is a shape of an array. */
function isShape(value: unknown): value is readonly (number | null)[] {
  return Array.isArray(value) && value.every((size) => typeof size === 'number' || size === null);
}

/** Shapes as `150 × 2151`; several inputs one after another. */
export function shapeText(value: unknown): string {
  if (isShape(value)) return value.map((size) => size ?? '?').join(' × ');
  if (Array.isArray(value)) return value.map((one) => shapeText(one)).join(', ');
  return value === null || value === undefined ? '' : valueText(value);
}

/** The shapes that a step of the trace names, in words: `input_shape` is `input`. */
export function shapeFacts(shapes: Readonly<Record<string, unknown>>): readonly TraceFact[] {
  return Object.entries(shapes)
    .map(([name, value]): TraceFact => [
      escapeForTerminal(name.replace(/_shapes?$/, '').replaceAll('_', ' ')),
      shapeText(value),
    ])
    .filter(([, text]) => text !== '');
}
