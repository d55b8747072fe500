import { PyFloat, type YamlMap, type YamlScalar, type YamlValue } from '../bench/emit-yaml.ts';

/** What `record.py` writes: JSON, with `{"$float": "1.0"}` and `{"$map": [[key, value], ...]}` where JSON can't say it. */
export type TypedJson =
  | string
  | number
  | boolean
  | null
  | readonly TypedJson[]
  | { readonly $float: string }
  | { readonly $map: readonly (readonly [TypedJson, TypedJson])[] };

/** The value that a recorded document stands for. */
export function fromTypedJson(json: TypedJson): YamlValue {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return (json as readonly TypedJson[]).map(fromTypedJson);
  if ('$float' in json) return new PyFloat(pythonFloat(json.$float));
  if ('$map' in json) {
    return new Map(json.$map.map(([key, value]) => [fromTypedJson(key) as YamlScalar, fromTypedJson(value)]));
  }
  throw new Error('Not a recorded value.');
}

/** Like `fromTypedJson`, for a document that is known to be a mapping. */
export function mapFromTypedJson(json: TypedJson): YamlMap {
  return fromTypedJson(json) as YamlMap;
}

function pythonFloat(text: string): number {
  if (text === 'inf') return Infinity;
  return text === '-inf' ? -Infinity : Number(text);
}
