import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import { searchWords } from '../../../shared/text/search-words.ts';
import type { SqlValue } from '../index/database.ts';
import { branchText } from '../index/record-row.ts';

/** What SQL judges of a query; the rest asks what follows from files, or names records. */
export type SqlRecordQuery = Omit<RecordQuery, 'states' | 'sizes' | 'only' | 'except'>;

/** The type that a query means as items have it: `unknown` are those without one. */
export const writtenType = (type: string): string => (type === 'unknown' ? '' : type);

/** The fold that a query means as items have it: null is what all folds share. */
export const writtenFold = (fold: number | 'all'): number | null => (fold === 'all' ? null : fold);

/** Where the words of a text are looked for, besides names of files and parameters of steps: texts of a record, and of its pipeline. */
export const SEARCHED = {
  record: ['class', 'chain', 'custom'],
  pipeline: ['pipeline_id', 'run', 'dataset'],
} as const;

/** The hashes that a word of a text means by its first digits; null for a word that is no hash. */
export function hashesOfWord(word: string): ReturnType<typeof hashRange> | null {
  return /^[0-9a-f]{4,64}$/i.test(word) ? hashRange(word.toLowerCase()) : null;
}

/** SQL: whether a word occurs in a pipeline's texts, as the pattern of a parameter. */
export function pipelineHolds(parameter: string): string {
  return SEARCHED.pipeline.map((column) => `${column} LIKE :${parameter} ESCAPE '\\'`).join(' OR ');
}

/** A piece of SQL with the values of its parameters. */
export interface SqlCondition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, SqlValue>>;
}

/** The range of hashes that begin with some hex digits: all from `low` up to, not including, `high` (null: no end). */
export function hashRange(digits: string): { low: Uint8Array; high: Uint8Array | null } {
  const even = digits.length % 2 === 0 ? digits : `${digits}0`;
  const low = Buffer.from(even, 'hex');
  const step = digits.length % 2 === 0 ? 1 : 16;
  const high = Buffer.from(low);
  let carry = step;
  for (let place = high.length - 1; place >= 0 && carry > 0; place -= 1) {
    const sum = (high[place] ?? 0) + carry;
    high[place] = sum & 0xff;
    carry = sum >> 8;
  }
  return { low, high: carry > 0 ? null : high };
}

/** A pattern for LIKE that fits what holds a word, with `\` as its escape. */
export function likePattern(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** The first text above all that begin with `prefix`, in the order of SQLite's plain comparison. */
const LAST = '\u{10FFFF}';

const dictionaryIs = (column: string, parameter: string): string =>
  `r.${column} = (SELECT id FROM dictionary WHERE text = :${parameter})`;

/** Conditions collected one after the other, with parameters that don't collide. */
class Conditions {
  readonly sql: string[] = [];
  readonly parameters: Record<string, SqlValue> = {};

  add(sql: string, values: Readonly<Record<string, SqlValue>>): void {
    this.sql.push(sql);
    Object.assign(this.parameters, values);
  }

  addTypes(types: readonly string[]): void {
    this.add(`r.type IN (SELECT id FROM dictionary WHERE text IN (SELECT value FROM json_each(:types)))`, {
      types: JSON.stringify(types.map(writtenType)),
    });
  }

  addFolds(folds: readonly (number | 'all')[]): void {
    const written = folds.map(writtenFold);
    const isShared = written.includes(null) ? 'r.fold IS NULL OR ' : '';
    this.add(`(${isShared}r.fold IN (SELECT value FROM json_each(:folds)))`, {
      folds: JSON.stringify(written.filter((fold) => fold !== null)),
    });
  }

  addHash(digits: string): void {
    const { low, high } = hashRange(digits);
    this.add(high === null ? 'r.hash >= :hashLow' : 'r.hash >= :hashLow AND r.hash < :hashHigh', {
      hashLow: low,
      ...(high === null ? {} : { hashHigh: high }),
    });
  }

  addFile(path: string): void {
    const slash = path.lastIndexOf('/');
    this.add(
      `r.id IN (SELECT x.record_id FROM folder d CROSS JOIN file f ON f.folder_id = d.id AND f.name = :fileName
         CROSS JOIN reference x ON x.file_id = f.id WHERE d.path = :fileFolder)`,
      { fileFolder: path.slice(0, Math.max(0, slash)), fileName: path.slice(slash + 1) },
    );
  }

  addWord(word: string, place: number): void {
    const like = `word${place}`;
    const known = `(SELECT id FROM dictionary WHERE text LIKE :${like} ESCAPE '\\')`;
    const places = [
      ...SEARCHED.record.map((column) => `r.${column} IN ${known}`),
      `r.name LIKE :${like} ESCAPE '\\'`,
      `r.manifest_id IN (SELECT id FROM manifest WHERE ${pipelineHolds(like)})`,
      `(r.manifest_id, r.trace_step) IN (SELECT manifest_id, ordinal FROM step WHERE config IN ${known})`,
    ];
    const values: Record<string, SqlValue> = { [like]: likePattern(word) };
    const hashes = hashesOfWord(word);
    if (hashes !== null) {
      const { low, high } = hashes;
      places.push(`(r.hash >= :${like}Low${high === null ? '' : ` AND r.hash < :${like}High`})`);
      values[`${like}Low`] = low;
      if (high !== null) values[`${like}High`] = high;
    }
    this.add(`(${places.join(' OR ')})`, values);
  }
}

/** SQL for the words of a text over manifest `m` alone: all occur in its pipeline id, name, run, dataset, uid or path. */
export function textCondition(text: string): SqlCondition {
  const conditions = new Conditions();
  for (const [place, word] of searchWords(text).entries()) {
    const columns = ['pipeline_id', 'name', 'run', 'dataset', 'uid', 'path'];
    const places = columns.map((column) => `m.${column} LIKE :word${place} ESCAPE '\\'`);
    conditions.add(`(${places.join(' OR ')})`, { [`word${place}`]: likePattern(word) });
  }
  return { sql: conditions.sql.join(' AND ') || 'true', parameters: conditions.parameters };
}

/** SQL for a query over record `r` and its manifest `m`. Only records of primary manifests are counted, hence listed. */
export function recordCondition(filter: SqlRecordQuery): SqlCondition {
  const conditions = new Conditions();
  const {
    dataset,
    types,
    pipeline,
    manifest,
    step,
    branch,
    source,
    folds,
    chain,
    chain_prefix: prefix,
  } = filter;
  // The plus keeps SQLite from choosing its index by this condition, which nearly all records meet.
  conditions.add('+r.is_primary = 1', {});
  if (dataset !== undefined) conditions.add(dictionaryIs('dataset', 'dataset'), { dataset });
  if (types !== undefined) conditions.addTypes(types);
  if (filter.class !== undefined) conditions.add(dictionaryIs('class', 'class'), { class: filter.class });
  if (pipeline !== undefined) conditions.add('m.pipeline_id = :pipeline', { pipeline });
  if (filter.run !== undefined) conditions.add('m.run = :run', { run: filter.run });
  if (filter.file !== undefined) conditions.addFile(filter.file);
  if (manifest !== undefined) conditions.add('m.path = :manifest', { manifest });
  if (step !== undefined) conditions.add('r.step = :step', { step });
  if (branch !== undefined) conditions.add(dictionaryIs('branch', 'branch'), { branch: branchText(branch) });
  if (source !== undefined) conditions.add('r.source = :source', { source });
  if (folds !== undefined) conditions.addFolds(folds);
  if (chain !== undefined) conditions.add(dictionaryIs('chain', 'chain'), { chain });
  if (prefix !== undefined) {
    conditions.add('r.chain IN (SELECT id FROM dictionary WHERE text >= :chainFrom AND text < :chainTo)', {
      chainFrom: prefix,
      chainTo: prefix + LAST,
    });
  }
  if (filter.hash !== undefined) conditions.addHash(filter.hash);
  if (filter.custom_name !== undefined) {
    conditions.add(dictionaryIs('custom', 'customName'), { customName: filter.custom_name });
  }
  const words = searchWords(filter.text ?? '');
  for (const [place, word] of words.entries()) conditions.addWord(word, place);
  return { sql: conditions.sql.join(' AND '), parameters: conditions.parameters };
}
