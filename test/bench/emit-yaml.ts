import { PyFloat, scalarText, type YamlScalar } from './yaml-scalars.ts';

export { PyFloat, type YamlScalar } from './yaml-scalars.ts';

/** Mappings whose keys are integers, or strings that look like integers, need a `Map` to keep their order. */
export type YamlMap = ReadonlyMap<YamlScalar, YamlValue>;
export type YamlObject = { readonly [key: string]: YamlValue };
export type YamlValue = YamlScalar | readonly YamlValue[] | YamlMap | YamlObject;

/**
 * PyYAML writes a key as a simple one while it is shorter than this, its tag (`!!str`) included; a longer
 * one, an empty one and one with line breaks become complex keys (`? key`).
 */
const SIMPLE_KEY_LENGTH = 128;
const LINE_BREAKS = /[\n\x85\u2028\u2029]/;

const pads: string[] = [];
const pad = (width: number): string => (pads[width] ??= ' '.repeat(width));

const keyTexts = new Map<string, string>();

/**
 * Writes a value as `yaml.dump(data, default_flow_style=False, sort_keys=False)` of PyYAML 6.0.3 does,
 * byte for byte, for the values that manifests hold. No anchors: a value that occurs twice is written twice.
 */
export function emitYaml(value: YamlObject | YamlMap | readonly YamlValue[]): string {
  if (isList(value)) return value.length === 0 ? '[]\n' : list(value, 0, false);
  const entries = entriesOf(value);
  return entries.length === 0 ? '{}\n' : map(entries, 0, false);
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isScalar(value: YamlValue): value is YamlScalar {
  return typeof value !== 'object' || value === null || value instanceof PyFloat;
}

function entriesOf(value: YamlMap | YamlObject): (readonly [YamlScalar, YamlValue])[] {
  return value instanceof Map ? [...(value as YamlMap)] : Object.entries(value as YamlObject);
}

function isSimpleKey(key: YamlScalar): boolean {
  if (typeof key !== 'string') return true;
  const tagged = key.length + '!!str'.length;
  return key !== '' && (tagged < SIMPLE_KEY_LENGTH || isShortInCodePoints(key)) && !LINE_BREAKS.test(key);
}

function isShortInCodePoints(key: string): boolean {
  return Array.from(key).length + '!!str'.length < SIMPLE_KEY_LENGTH;
}

function keyText(key: YamlScalar): string {
  if (typeof key !== 'string' || key.length > 40) return scalarText(key, 0, 0, false);
  let text = keyTexts.get(key);
  if (text === undefined) {
    text = scalarText(key, 0, 0, false);
    if (keyTexts.size < 10_000) keyTexts.set(key, text);
  }
  return text;
}

/** The lines of a mapping; `inline` when its first key follows an indicator and needs no indentation. */
function map(
  entries: readonly (readonly [YamlScalar, YamlValue])[],
  indent: number,
  inline: boolean,
): string {
  let out = '';
  let isFirst = inline;
  for (const [key, value] of entries) {
    if (!isFirst) out += pad(indent);
    isFirst = false;
    if (isSimpleKey(key)) {
      const text = keyText(key);
      out += text + ':' + afterKey(value, indent, indent + text.length + 1);
    } else {
      out += '?' + afterIndicator(key, indent) + pad(indent) + ':' + afterIndicator(value, indent);
    }
  }
  return out;
}

/** The lines of a sequence whose dashes stand at `indent`. */
function list(items: readonly YamlValue[], indent: number, inline: boolean): string {
  let out = '';
  let isFirst = inline;
  for (const item of items) {
    if (!isFirst) out += pad(indent);
    isFirst = false;
    out += '-' + afterIndicator(item, indent);
  }
  return out;
}

/** A value after `key:`; a sequence there is flush with the key. */
function afterKey(value: YamlValue, indent: number, column: number): string {
  if (isScalar(value)) return ' ' + scalarText(value, column + 1, indent + 2, true) + '\n';
  if (isList(value)) return value.length === 0 ? ' []\n' : '\n' + list(value, indent, false);
  const entries = entriesOf(value);
  return entries.length === 0 ? ' {}\n' : '\n' + map(entries, indent + 2, false);
}

/** A value after `-`, `?` or the `:` of a complex key, on the same line. */
function afterIndicator(value: YamlValue, indent: number): string {
  if (isScalar(value)) return ' ' + scalarText(value, indent + 2, indent + 2, true) + '\n';
  if (isList(value)) return value.length === 0 ? ' []\n' : ' ' + list(value, indent + 2, true);
  const entries = entriesOf(value);
  return entries.length === 0 ? ' {}\n' : ' ' + map(entries, indent + 2, true);
}
