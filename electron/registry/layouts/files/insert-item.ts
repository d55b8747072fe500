import { isDeepStrictEqual } from 'node:util';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { DEFAULT_LIMITS } from '../../yaml/limits.ts';
import { readYaml } from '../../yaml/read-yaml.ts';
import { yamlOf } from '../../yaml/write-yaml.ts';
import { PYTHON_TYPES_BELOW } from './manifest/read-manifest.ts';
import { isMap, own, type YamlMap } from '../../../../shared/format/yaml-values.ts';

const LIMITS = { ...DEFAULT_LIMITS, uniqueKeys: true, pythonTypesBelow: PYTHON_TYPES_BELOW };
const INDENT = '  ';
const NOT_WRITTEN_SO =
  'its list of artifacts is not written as nirs4all writes it, so that nothing can be added without changing more';

/** Where a line can go into the list of artifacts as PyYAML writes it: the number of the line before it; null where it is written otherwise. */
function endOfItems(lines: readonly string[], items: number): number {
  let end = items;
  for (let line = items + 1; line < lines.length; line += 1) {
    const text = lines[line] ?? '';
    if (!text.startsWith(`${INDENT}- `) && !text.startsWith(`${INDENT}${INDENT}`) && text.trim() !== '')
      break;
    if (text.trim() !== '') end = line;
  }
  return end;
}

/** What a document says, with its list of items apart. */
function parts(bytes: Uint8Array): { readonly items: readonly unknown[]; readonly rest: unknown } | null {
  const read = readYaml(bytes, LIMITS);
  if (!read.ok || !isMap(read.value)) return null;
  const artifacts = own(read.value, 'artifacts');
  const items = isMap(artifacts) ? own(artifacts, 'items') : null;
  if (!Array.isArray(items)) return null;
  return { items, rest: { ...read.value, artifacts: { ...(artifacts as YamlMap), items: null } } };
}

/**
 * A manifest with one more item at the end of its list, every other byte as it was. What comes out is read again: unless it says what the
 * manifest said and the item besides, nothing is given. Fails with the reason, the end of a sentence.
 */
export function insertItem(manifest: Uint8Array, item: YamlMap): Result<Uint8Array, string> {
  const text = Buffer.from(manifest).toString('utf8');
  const lines = text.split('\n');
  const artifacts = lines.indexOf('artifacts:');
  const items = lines.findIndex((line, at) => at > artifacts && /^ {2}items:(?: \[\])?$/.test(line));
  const between = artifacts < 0 || items < 0 ? ['x'] : lines.slice(artifacts + 1, items);
  if (between.some((line) => !line.startsWith(INDENT))) return fail(NOT_WRITTEN_SO);
  const added = [...yamlOf([item])]
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => INDENT + line);
  const end = endOfItems(lines, items);
  const head = [...lines.slice(0, items), `${INDENT}items:`, ...lines.slice(items + 1, end + 1)];
  const bytes = Buffer.from([...head, ...added, ...lines.slice(end + 1)].join('\n'));
  const before = parts(manifest);
  const after = parts(bytes);
  const isRight =
    before !== null &&
    after !== null &&
    isDeepStrictEqual(after.rest, before.rest) &&
    isDeepStrictEqual(after.items.slice(0, -1), before.items) &&
    isDeepStrictEqual({ ...(after.items.at(-1) as YamlMap) }, { ...item });
  return isRight ? ok(bytes) : fail(NOT_WRITTEN_SO);
}
