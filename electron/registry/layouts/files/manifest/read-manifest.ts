import type {
  ArtifactItem,
  Manifest,
  Unreadable,
  UnreadableCode,
} from '../../../../../shared/domain/manifest.ts';
import { fail, ok, type Result } from '../../../../../shared/domain/result.ts';
import { checkBareName } from '../../../../../shared/format/bare-name.ts';
import { DEFAULT_LIMITS, type YamlLimits } from '../../../yaml/limits.ts';
import { locate, readYaml } from '../../../yaml/read-yaml.ts';
import { configuredSteps } from './configured-steps.ts';
import { readItem } from './read-items.ts';
import { readTraceSteps } from './read-trace.ts';
import { USUAL_MAPS } from './usual-maps.ts';
import { isMap, own, textOrNull, type YamlMap } from '../../../../../shared/format/yaml-values.ts';

/** A manifest that nirs4all wrote, or `foreign`: somebody else's file of that name. */
export type ManifestContent =
  { readonly kind: 'manifest'; readonly manifest: Manifest } | { readonly kind: 'foreign' };

type Key = string | number;

/** A problem at a place inside the document, before that place has been looked up. */
interface Problem {
  readonly code: UnreadableCode;
  readonly keys: readonly Key[];
  readonly message: string;
}

/**
 * Keys by which a file named `manifest.yaml` is nirs4all's. `schema_version` is the first key of every V2
 * and V3 manifest: one that was cut off right behind it is broken, not somebody else's.
 */
const OUR_KEYS = ['artifacts', 'pipeline_id', 'uid', 'schema_version'];

/** Keys below which up to 0.6.2 it writes numpy values of parameters as types of Python. */
export const PYTHON_TYPES_BELOW: ReadonlySet<string> = new Set([
  'pipeline',
  'generator_choices',
  'metadata',
  'execution_traces',
]);

/**
 * nirs4all writes every key of a map once, so that a second one is a sign of damage (`safety.md`, "Unreadable"). Up to 0.6.2 it
 * writes numpy values of parameters as types of Python, which it can't read itself; the list of artifacts is plain.
 */
const LIMITS: YamlLimits = {
  ...DEFAULT_LIMITS,
  uniqueKeys: true,
  pythonTypesBelow: PYTHON_TYPES_BELOW,
  usualMaps: USUAL_MAPS,
};

/** The bare list of V1, or the `items` of V2 and V3; keys say where it stands. */
function itemList(document: YamlMap): Result<{ list: readonly unknown[]; keys: readonly Key[] }, Problem> {
  const artifacts = own(document, 'artifacts');
  if (artifacts === undefined) {
    const message = 'The key "artifacts" is missing: which files the pipeline needs is lost.';
    return fail({ code: 'SHAPE', keys: [], message });
  }
  if (Array.isArray(artifacts)) return ok({ list: artifacts, keys: ['artifacts'] });
  if (!isMap(artifacts)) {
    return fail({
      code: 'SHAPE',
      keys: ['artifacts'],
      message: 'The list of artifacts is neither a list nor a map.',
    });
  }
  const items = Object.keys(artifacts).length === 0 ? [] : own(artifacts, 'items');
  if (!Array.isArray(items)) {
    return fail({
      code: 'SHAPE',
      keys: ['artifacts', 'items'],
      message: 'The items of the artifacts are not a list.',
    });
  }
  return ok({ list: items, keys: ['artifacts', 'items'] });
}

/**
 * More items or steps are no work of nirs4all, whose manifests have some thousands of them, and batches of manifests that
 * have many would be longer than an array of JavaScript can be.
 */
const MOST_ITEMS = 250_000;

/** That a list has too many entries; null where it has not. */
function tooMany(what: string, count: number, keys: readonly Key[]): Problem | null {
  if (count <= MOST_ITEMS) return null;
  const message = `The manifest has ${count} ${what}; Stemma reads up to ${MOST_ITEMS}.`;
  return { code: 'TOO_LARGE', keys, message };
}

/** `save_artifacts=False` leaves such items: their bytes were never stored, so that they are no records. */
function isNeverStored(entry: YamlMap): boolean {
  return own(entry, 'skipped') === true && (textOrNull(own(entry, 'path')) ?? '') === '';
}

/** Reads the items, refusing what could make a live file look unused or lead out of the workspace. */
function readItems(document: YamlMap): Result<ArtifactItem[], Problem> {
  const found = itemList(document);
  if (!found.ok) return found;
  const items: ArtifactItem[] = [];
  const many = tooMany('items', found.value.list.length, found.value.keys);
  if (many !== null) return fail(many);
  for (const [position, entry] of found.value.list.entries()) {
    const keys = [...found.value.keys, position];
    if (!isMap(entry)) {
      return fail({ code: 'SHAPE', keys, message: `Item ${position} of the artifacts is not a map.` });
    }
    if (isNeverStored(entry)) continue;
    const path = own(entry, 'path');
    if (path !== undefined && path !== null && textOrNull(path) === null) {
      return fail({
        code: 'SHAPE',
        keys: [...keys, 'path'],
        message: `The path of item ${position} is not a text.`,
      });
    }
    const item = readItem(entry, position);
    const reason = item.path === '' ? null : checkBareName(item.path);
    if (reason !== null) {
      const message = `The path of item ${position} is not a bare file name: ${reason}.`;
      return fail({ code: 'UNSAFE_PATH', keys: [...keys, 'path'], message });
    }
    items.push(item);
  }
  return ok(items);
}

/**
 * Anything but a text may be written otherwise in the name of the folder (1.0 is `1.0` in Python and 1 here): then the
 * dataset is not known, and every file of a record's name is kept.
 */
function datasetOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function readDocument(document: YamlMap): Result<ManifestContent, Problem> {
  if (!OUR_KEYS.some((key) => Object.hasOwn(document, key))) return ok({ kind: 'foreign' });
  if (!Object.hasOwn(document, 'predictions')) {
    const message =
      'The file ends too early: "predictions", which nirs4all writes behind the artifacts, is missing. It may have been cut off.';
    return fail({ code: 'CUT_OFF', keys: [], message });
  }
  const items = readItems(document);
  if (!items.ok) return items;
  const traces = own(document, 'execution_traces');
  const steps = readTraceSteps(traces);
  const many = tooMany('steps', steps.length, ['execution_traces']);
  if (many !== null) return fail(many);
  const manifest: Manifest = {
    schemaVersion: textOrNull(own(document, 'schema_version')),
    uid: textOrNull(own(document, 'uid')),
    pipelineId: textOrNull(own(document, 'pipeline_id')),
    name: textOrNull(own(document, 'name')),
    dataset: datasetOf(own(document, 'dataset')),
    createdAt: textOrNull(own(document, 'created_at')),
    hasTraces: isMap(traces) && Object.keys(traces).length > 0,
    items: items.value,
    steps,
    configuredSteps: configuredSteps(own(document, 'pipeline')) ?? [],
  };
  return ok({ kind: 'manifest', manifest });
}

const decoder = new TextDecoder('utf-8');

/** The last line that holds anything: where a file that was cut off ends. */
function endOf(source: string): { line: number; column: number } {
  const trimmed = source.trimEnd();
  return { line: trimmed.split('\n').length, column: trimmed.length - trimmed.lastIndexOf('\n') };
}

function placed(problem: Problem, bytes: Uint8Array): Unreadable {
  const source = decoder.decode(bytes);
  // What is missing has no place of its own.
  const place = problem.keys.length === 0 ? endOf(source) : locate(source, problem.keys);
  return {
    code: problem.code,
    message: problem.message,
    line: place?.line ?? null,
    column: place?.column ?? null,
  };
}

/**
 * Reads the bytes of a `manifest.yaml`. Unreadable (as a value, with its place and a plain reason) when
 * it does not parse, is empty, null or no map, has no key `artifacts` or a key twice in one map, lacks `predictions` (every
 * version writes that key behind `artifacts`, so without it items may be lost), holds items of another shape, or an item whose `path` is
 * no bare file name. A file that parses whole and has none of nirs4all's keys is `foreign`.
 *
 * @param isPrimary whether the file lies where nirs4all writes a pipeline's manifest: there a file without
 *   nirs4all's keys is not somebody else's, but a broken manifest.
 */
export function readManifest(bytes: Uint8Array, isPrimary: boolean): Result<ManifestContent, Unreadable> {
  const document = readYaml(bytes, LIMITS);
  if (!document.ok) return document;
  if (document.value === null) {
    return fail({ code: 'EMPTY', line: 1, column: 1, message: 'The file holds nothing.' });
  }
  if (!isMap(document.value)) {
    const message = 'The file is not a map of keys and values. It may have been cut off.';
    return fail({ code: 'NOT_A_MAP', line: 1, column: 1, message });
  }
  const content = readDocument(document.value);
  if (!content.ok) return fail(placed(content.error, bytes));
  if (content.value.kind === 'foreign' && isPrimary) {
    const message = 'None of the keys of a nirs4all manifest is here.';
    return fail({ code: 'SHAPE', line: 1, column: 1, message });
  }
  return content;
}
