import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import type { SqlValue } from '../index/database.ts';
import { branchText } from '../index/record-row.ts';

/** Which records SQL finds: as the contract says it, but of types and folds one each. All given conditions hold. */
export interface RecordFilter extends Omit<
  RecordQuery,
  'types' | 'folds' | 'states' | 'sizes' | 'only' | 'except'
> {
  /** An artifact type, or `unknown` for items without one. */
  readonly type?: string | undefined;
  /** A fold, or `all` for artifacts that all folds share. */
  readonly fold?: number | 'all' | undefined;
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
      `r.class IN ${known}`,
      `r.chain IN ${known}`,
      `r.custom IN ${known}`,
      `r.name LIKE :${like} ESCAPE '\\'`,
      `r.manifest_id IN (SELECT id FROM manifest WHERE pipeline_id LIKE :${like} ESCAPE '\\'
         OR run LIKE :${like} ESCAPE '\\' OR dataset LIKE :${like} ESCAPE '\\')`,
      `(r.manifest_id, r.trace_step) IN (SELECT manifest_id, ordinal FROM step WHERE config IN ${known})`,
    ];
    const values: Record<string, SqlValue> = { [like]: likePattern(word) };
    if (/^[0-9a-f]{4,64}$/i.test(word)) {
      const { low, high } = hashRange(word.toLowerCase());
      places.push(`(r.hash >= :${like}Low${high === null ? '' : ` AND r.hash < :${like}High`})`);
      values[`${like}Low`] = low;
      if (high !== null) values[`${like}High`] = high;
    }
    this.add(`(${places.join(' OR ')})`, values);
  }
}

/** The words of a filter's text. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** SQL for the words of a text over manifest `m` alone: all occur in its pipeline id, name, run, dataset, uid or path. */
export function textCondition(text: string): SqlCondition {
  const conditions = new Conditions();
  for (const [place, word] of wordsOf(text).entries()) {
    const columns = ['pipeline_id', 'name', 'run', 'dataset', 'uid', 'path'];
    const places = columns.map((column) => `m.${column} LIKE :word${place} ESCAPE '\\'`);
    conditions.add(`(${places.join(' OR ')})`, { [`word${place}`]: likePattern(word) });
  }
  return { sql: conditions.sql.join(' AND ') || 'true', parameters: conditions.parameters };
}

/** SQL for a filter over record `r` and its manifest `m`. Only records of primary manifests are counted, hence listed. */
export function recordCondition(filter: RecordFilter): SqlCondition {
  const conditions = new Conditions();
  const {
    dataset,
    type,
    pipeline,
    manifest,
    step,
    branch,
    source,
    fold,
    chain,
    chain_prefix: prefix,
  } = filter;
  // The plus keeps SQLite from choosing its index by this condition, which nearly all records meet.
  conditions.add('+r.is_primary = 1', {});
  if (dataset !== undefined) conditions.add(dictionaryIs('dataset', 'dataset'), { dataset });
  if (type !== undefined)
    conditions.add(dictionaryIs('type', 'type'), { type: type === 'unknown' ? '' : type });
  if (filter.class !== undefined) conditions.add(dictionaryIs('class', 'class'), { class: filter.class });
  if (pipeline !== undefined) conditions.add('m.pipeline_id = :pipeline', { pipeline });
  if (filter.run !== undefined) conditions.add('m.run = :run', { run: filter.run });
  if (filter.file !== undefined) conditions.addFile(filter.file);
  if (manifest !== undefined) conditions.add('m.path = :manifest', { manifest });
  if (step !== undefined) conditions.add('r.step = :step', { step });
  if (branch !== undefined) conditions.add(dictionaryIs('branch', 'branch'), { branch: branchText(branch) });
  if (source !== undefined) conditions.add('r.source = :source', { source });
  if (fold === 'all') conditions.add('r.fold IS NULL', {});
  else if (fold !== undefined) conditions.add('r.fold = :fold', { fold });
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
  const words = wordsOf(filter.text ?? '');
  for (const [place, word] of words.entries()) conditions.addWord(word, place);
  return { sql: conditions.sql.join(' AND '), parameters: conditions.parameters };
}
