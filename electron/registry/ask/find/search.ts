import type { RelatedRecord } from '../../../../shared/api/records/relations.ts';
import type { StoredFile } from '../../../../shared/api/records/files.ts';
import type { ShownPipeline } from '../../../../shared/api/pipelines/pipelines.ts';
import type { SearchKind, FoundDataset, SearchResults } from '../../../../shared/api/workspace/search.ts';
import { allRows, allTuples, type ReadableIndex } from '../../index/database.ts';
import type { QueryContext } from '../../state/context.ts';
import { shownFiles } from '../files/files.ts';
import { columnOf, columnsOf, type Columns, type ViewContext } from '../../columns/columns.ts';
import { pipelinesMatching, verdictsOf } from '../../columns/record-set.ts';
import type { Slices } from '../../columns/slices.ts';
import { textsLike } from '../../columns/word-mask.ts';
import { listPipelines, withMissing } from '../pipelines/pipelines.ts';
import { hashRange, likePattern } from '../../state/written.ts';
import { relatedRecords } from '../needs/related.ts';

/** How many of each kind are given. */
const MOST_FOUND = 5;

/** Collects the first few different ones. */
class Few {
  readonly ids = new Set<number>();

  get isFull(): boolean {
    return this.ids.size >= MOST_FOUND;
  }

  add(rows: Iterable<readonly [number]>): void {
    for (const [id] of rows) if (!this.isFull) this.ids.add(id);
  }
}

/** Patterns for what begins with a text, and for what holds it. */
function patternsOf(text: string): { prefix: string; anywhere: string } {
  const anywhere = likePattern(text);
  return { prefix: anywhere.slice(1), anywhere };
}

/** Records of classes that fit a pattern, newer ones of the index first. */
function addClasses(index: ReadableIndex, like: string, found: Few): void {
  const classes = allTuples<[number]>(
    index,
    `SELECT s.key FROM summary s CROSS JOIN dictionary t ON t.id = s.key
     WHERE s.kind = 'class' AND t.text LIKE :like ESCAPE '\\' ORDER BY length(t.text), t.text LIMIT 20`,
    { like },
  );
  for (const [id] of classes) {
    if (found.isFull) return;
    const sql = 'SELECT id FROM record WHERE class = :id AND is_primary = 1 ORDER BY id DESC LIMIT :most';
    found.add(allTuples<[number]>(index, sql, { id, most: MOST_FOUND }));
  }
}

/** Records whose chain or custom name fits a pattern. */
function* addChains(context: ViewContext, all: Columns, like: string, found: Few): Slices<void> {
  const texts = yield* textsLike(context, like);
  if (texts.size === 0) return;
  const chain = yield* columnOf(context, all, 'chain');
  const custom = yield* columnOf(context, all, 'custom');
  const { records } = all;
  for (let slot = records.count - 1; slot >= 0 && !found.isFull; slot -= 1) {
    if (records.isPrimary[slot] !== 1) continue;
    if (texts.has(chain[slot] ?? 0) || texts.has(custom[slot] ?? 0)) found.add([[records.id[slot] ?? 0]]);
  }
  yield 'more';
}

/** The first text above all that begin with another one. */
const LAST = '\u{10FFFF}';

const isHash = (text: string): boolean => /^(?:sha256:)?[0-9a-f]{4,64}$/i.test(text);

const digitsOf = (text: string): string => text.toLowerCase().replace(/^sha256:/, '');

/** Records whose artifact id or content hash begins with the text. */
function addIds(index: ReadableIndex, text: string, found: Few): void {
  const parameters = { from: text, to: text + LAST, most: MOST_FOUND };
  const byId = `SELECT id FROM record WHERE artifact_id >= :from AND artifact_id < :to AND is_primary = 1 LIMIT :most`;
  found.add(allTuples<[number]>(index, byId, parameters));
  if (found.isFull || !isHash(text)) return;
  const { low, high } = hashRange(digitsOf(text));
  const byHash = `SELECT id FROM record WHERE hash >= :low AND (:high IS NULL OR hash < :high) AND is_primary = 1 LIMIT :most`;
  found.add(allTuples<[number]>(index, byHash, { low, high, most: MOST_FOUND }));
}

/** Records that the words of the text fit anywhere, as the filter has it. */
function* addFiltered(context: ViewContext, { records }: Columns, text: string, found: Few): Slices<void> {
  const { base } = yield* verdictsOf(context, { text });
  for (let slot = base.length - 1; slot >= 0 && !found.isFull; slot -= 1) {
    if (base[slot] === 1) found.add([[records.id[slot] ?? 0]]);
  }
}

function* findArtifacts(context: ViewContext, text: string): Slices<RelatedRecord[]> {
  const { index } = context;
  const found = new Few();
  const { prefix, anywhere } = patternsOf(text);
  addClasses(index, prefix, found);
  const all = yield* columnsOf(context);
  if (!found.isFull) yield* addChains(context, all, prefix, found);
  if (!found.isFull) addIds(index, text, found);
  if (!found.isFull) addClasses(index, anywhere, found);
  if (!found.isFull) yield* addChains(context, all, anywhere, found);
  if (!found.isFull) yield* addFiltered(context, all, text, found);
  return relatedRecords(index, [...found.ids]);
}

function* findPipelinesBy(context: ViewContext, text: string): Slices<ShownPipeline[]> {
  const { index } = context;
  const found = new Few();
  const { prefix, anywhere } = patternsOf(text);
  const newest = `ORDER BY m.created_at DESC, m.path LIMIT ${MOST_FOUND}`;
  const named = (like: string, columns: readonly string[]): void => {
    const where = columns.map((column) => `m.${column} LIKE :like ESCAPE '\\'`).join(' OR ');
    const sql = `SELECT m.id FROM manifest m WHERE m.is_primary AND (${where}) ${newest}`;
    found.add(allTuples<[number]>(index, sql, { like }));
  };
  named(prefix, ['pipeline_id', 'name']);
  if (!found.isFull) named(anywhere, ['pipeline_id', 'name']);
  if (!found.isFull) named(anywhere, ['run', 'dataset', 'uid', 'path']);
  if (!found.isFull) {
    const { manifests } = yield* columnsOf(context);
    const matching = yield* pipelinesMatching(context, text);
    const ids = manifests.filter(({ kind }, slot) => kind === 0 && matching[slot] === 1).map(({ id }) => id);
    const sql = `SELECT m.id FROM json_each(:ids) j CROSS JOIN manifest m ON m.id = j.value ${newest}`;
    found.add(allTuples<[number]>(index, sql, { ids: JSON.stringify(ids) }));
  }
  const ids = [...found.ids];
  const shown = new Map(
    listPipelines(context, { manifests: ids }).map((pipeline) => [pipeline.manifest, pipeline]),
  );
  const paths = allTuples<[string]>(
    index,
    'SELECT m.path FROM json_each(:ids) j CROSS JOIN manifest m ON m.id = j.value ORDER BY j.key',
    { ids: JSON.stringify(ids) },
  );
  return paths.flatMap(([path]) => shown.get(path) ?? []);
}

/** How many files' names are looked at in one go. */
const CHUNK = 20_000;

function* findFilesBy(context: ViewContext, text: string): Slices<StoredFile[]> {
  const { index } = context;
  const found = new Few();
  const begin = `SELECT f.id FROM folder d CROSS JOIN file f ON f.folder_id = d.id AND f.name >= :from AND f.name < :to
    ORDER BY d.path, f.name LIMIT :most`;
  found.add(allTuples<[number]>(index, begin, { from: text, to: text + LAST, most: MOST_FOUND }));
  if (!found.isFull && isHash(text)) {
    const digits = digitsOf(text).slice(0, 12);
    const sql = 'SELECT id FROM file WHERE hash_prefix >= :from AND hash_prefix < :to LIMIT :most';
    found.add(allTuples<[number]>(index, sql, { from: digits, to: `${digits}g`, most: MOST_FOUND }));
  }
  const slash = text.lastIndexOf('/');
  const parameters = {
    name: likePattern(text.slice(slash + 1)),
    folder: likePattern(text.slice(0, Math.max(0, slash))),
  };
  const [last] = allTuples<[number]>(index, 'SELECT coalesce(max(id), 0) FROM file');
  for (let from = 0; from <= (last?.[0] ?? 0) && !found.isFull; from += CHUNK) {
    yield 'more';
    const sql = `SELECT f.id FROM file f CROSS JOIN folder d ON d.id = f.folder_id
      WHERE f.id >= :from AND f.id < :to AND f.name LIKE :name ESCAPE '\\' AND d.path LIKE :folder ESCAPE '\\' LIMIT :most`;
    found.add(allTuples<[number]>(index, sql, { ...parameters, from, to: from + CHUNK, most: MOST_FOUND }));
  }
  return shownFiles(context, [...found.ids]);
}

function findDatasets({ index }: QueryContext, text: string): FoundDataset[] {
  const { prefix, anywhere } = patternsOf(text);
  return allRows<FoundDataset>(
    index,
    `SELECT k.dataset,
       (SELECT count(*) FROM manifest m WHERE m.dataset = k.dataset AND m.is_primary) AS pipelines,
       coalesce((SELECT s.records FROM summary s CROSS JOIN dictionary t ON t.id = s.key AND t.text = k.dataset
         WHERE s.kind = 'dataset'), 0) AS records,
       coalesce((SELECT sum(f.size) FROM folder d CROSS JOIN file f ON f.folder_id = d.id
         CROSS JOIN file_use u ON u.file_id = f.id AND u.alias = 0 WHERE d.dataset = k.dataset), 0)
         + coalesce((SELECT sum(s.bytes) FROM folder_use s CROSS JOIN dictionary t ON t.id = s.dataset WHERE t.text = k.dataset), 0) AS stored_bytes
     FROM (SELECT dataset FROM manifest WHERE state = 0 UNION SELECT dataset FROM folder) k
     WHERE k.dataset LIKE :anywhere ESCAPE '\\'
     ORDER BY k.dataset LIKE :prefix ESCAPE '\\' DESC, k.dataset LIMIT ${MOST_FOUND}`,
    { prefix, anywhere },
  );
}

/** The best few of each kind that is asked for. An empty text finds nothing. */
export function* search(
  context: ViewContext,
  text: string,
  kinds: readonly SearchKind[],
): Slices<SearchResults> {
  const wanted = text.trim();
  const isAsked = (kind: SearchKind): boolean => wanted !== '' && kinds.includes(kind);
  const datasets = isAsked('datasets') ? findDatasets(context, wanted) : [];
  const pipelines = isAsked('pipelines') ? withMissing(context, yield* findPipelinesBy(context, wanted)) : [];
  yield 'more';
  const files = isAsked('files') ? yield* findFilesBy(context, wanted) : [];
  const artifacts = isAsked('artifacts') ? yield* findArtifacts(context, wanted) : [];
  return { artifacts, pipelines, files, datasets };
}
