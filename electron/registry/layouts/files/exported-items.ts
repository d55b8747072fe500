import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { parseJson } from '../../files/parse-json.ts';
import { DEFAULT_LIMITS } from '../../yaml/limits.ts';
import { readYaml } from '../../yaml/read-yaml.ts';
import { yamlOf } from '../../yaml/write-yaml.ts';
import type { ExportedPipeline, MadeManifest } from '../bringing.ts';
import { PYTHON_TYPES_BELOW } from './manifest/read-manifest.ts';
import { isMap, own, textOrNull, type YamlMap } from '../../../../shared/format/yaml-values.ts';

/** What a registry of nirs4all writes into what it exports, whatever the manifests say. */
const SCHEMA = '3.0';

/** Whether a document is what a registry of nirs4all exports; its items then. */
function itemsOf(document: unknown): readonly unknown[] | null {
  if (!isMap(document) || Object.hasOwn(document, 'artifacts')) return null;
  const version = own(document, 'schema_version');
  const items = own(document, 'items');
  return (version === SCHEMA || version === 3) && Array.isArray(items) ? items : null;
}

/** Whether a value is nested deeper than any that YAML is read with: JSON knows no bound, and what is made of it is written level by level. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEFAULT_LIMITS.maxDepth) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

function parsed(bytes: Uint8Array, isJson: boolean): unknown {
  if (isJson) {
    const value = parseJson(Buffer.from(bytes).toString('utf8'));
    return isTooDeep(value) ? null : value;
  }
  const read = readYaml(bytes, { ...DEFAULT_LIMITS, pythonTypesBelow: PYTHON_TYPES_BELOW });
  return read.ok ? read.value : null;
}

function pipelineOf(value: unknown): ExportedPipeline | null {
  if (!isMap(value)) return null;
  const text = (key: string): string | null => textOrNull(own(value, key));
  const items = own(value, 'items');
  if (!Number.isSafeInteger(items) || Number(items) < 0) return null;
  return {
    path: text('path') ?? '',
    dataset: text('dataset'),
    uid: text('uid'),
    pipeline_id: text('pipeline_id'),
    name: text('name'),
    created_at: text('created_at'),
    items: Number(items),
  };
}

/** The pipelines that the document says its items are of, in their order; null where it does not say so of each. */
function statedPipelines(document: YamlMap, count: number): ExportedPipeline[] | null {
  const stated = own(document, 'manifests');
  if (!Array.isArray(stated)) return null;
  const pipelines = stated.map(pipelineOf).filter((pipeline) => pipeline !== null);
  const said = pipelines.reduce((sum, { items }) => sum + items, 0);
  return pipelines.length === stated.length && said === count ? pipelines : null;
}

/** The same by the ids that the items state, where the document says nothing of them: what nirs4all itself exports. */
function groupedById(items: readonly unknown[]): { pipeline: ExportedPipeline; items: unknown[] }[] {
  const groups = new Map<string, unknown[]>();
  for (const item of items) {
    const id = isMap(item) ? textOrNull(own(item, 'pipeline_id')) : null;
    const group = groups.get(id ?? '') ?? [];
    group.push(item);
    groups.set(id ?? '', group);
  }
  return [...groups].map(([id, group]) => ({
    pipeline: {
      path: '',
      dataset: null,
      uid: null,
      pipeline_id: id === '' ? null : id,
      name: id.replace(/^\d+_/, '') || null,
      created_at: latest(group),
      items: group.length,
    },
    items: group,
  }));
}

function latest(items: readonly unknown[]): string | null {
  const times = items.flatMap((item) => (isMap(item) ? (textOrNull(own(item, 'created_at')) ?? []) : []));
  return times.toSorted().at(-1) ?? null;
}

/** A uid that the same items always get: a second time they are there already. Its form is that of a UUID of version 8 (RFC 9562). */
function uidOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
  ];
  return `${parts.join('-')}-${digits.slice(20, 32)}`;
}

/**
 * The manifest that is made for exported items: with a version of its own, so that nobody takes a pipeline without traces for one that
 * failed, and with all that makes it whole.
 */
function manifestOf(pipeline: ExportedPipeline, dataset: string, items: readonly unknown[]): Uint8Array {
  const artifacts = { schema_version: SCHEMA, items };
  const facts = { dataset, pipeline_id: pipeline.pipeline_id, name: pipeline.name, artifacts };
  const text = [
    ...yamlOf({
      schema_version: SCHEMA,
      uid: pipeline.uid ?? uidOf(JSON.stringify(facts)),
      pipeline_id: pipeline.pipeline_id,
      name: pipeline.name,
      dataset,
      created_at: pipeline.created_at,
      pipeline: {},
      generator_choices: [],
      metadata: {},
      artifacts,
      predictions: [],
    }),
  ];
  return Buffer.from(text.join(''));
}

/** See `Bringing.manifestsOfItems`. */
export function manifestsOfItems(
  bytes: Uint8Array,
  isJson: boolean,
  dataset: string | null,
): Result<readonly MadeManifest[], 'NO_DATASET'> | null {
  const document = parsed(bytes, isJson);
  const items = itemsOf(document);
  if (items === null) return null;
  const stated = statedPipelines(document as YamlMap, items.length);
  let at = 0;
  const groups =
    stated?.map((pipeline) => {
      at += pipeline.items;
      return { pipeline, items: items.slice(at - pipeline.items, at) };
    }) ?? groupedById(items);
  const made: MadeManifest[] = [];
  for (const { pipeline, items: some } of groups) {
    const of = pipeline.dataset ?? dataset;
    if (of === null) return fail('NO_DATASET');
    made.push({ path: pipeline.path, bytes: manifestOf(pipeline, of, some) });
  }
  return ok(made);
}
