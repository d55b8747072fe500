import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import { searchTerms } from '../../../shared/search/search-terms.ts';
import type { SqlValue } from '../index/database.ts';
import { branchText } from '../index/record-row.ts';
import { termCondition, type SqlCondition } from './search-condition.ts';
import { hashRange, likePattern, writtenFold, writtenType } from './written.ts';

/** What SQL judges of a query; the rest asks what follows from files, or names records. */
export type SqlRecordQuery = Omit<RecordQuery, 'states' | 'sizes' | 'only' | 'except'>;

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
}

/** SQL for a text over manifest `m` alone: all its words occur in its pipeline id, name, run, dataset, uid or path, and it asks for nothing else. */
export function textCondition(text: string): SqlCondition {
  const conditions = new Conditions();
  for (const [place, { wanted, isExcluded }] of searchTerms(text).entries()) {
    if (wanted?.kind !== 'words' || isExcluded) return { sql: 'false', parameters: {} };
    const columns = ['pipeline_id', 'name', 'run', 'dataset', 'uid', 'path'];
    const places = columns.map((column) => `m.${column} LIKE :word${place} ESCAPE '\\'`);
    conditions.add(`(${places.join(' OR ')})`, { [`word${place}`]: likePattern(wanted.words) });
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
  for (const [place, term] of searchTerms(filter.text ?? '').entries()) {
    const { sql, parameters } = termCondition(term, `term${place}`);
    conditions.add(sql, parameters);
  }
  return { sql: conditions.sql.join(' AND '), parameters: conditions.parameters };
}
