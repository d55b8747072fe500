import {
  searchedState,
  type SearchedFor,
  type SearchedState,
  type SearchTerm,
} from '../../../shared/search/search-terms.ts';
import type { SqlValue } from '../index/database.ts';
import { noteNumber } from '../index/file-notes.ts';
import { textColumn } from './record-order.ts';
import { OUTSIDE } from './record-status.ts';
import { hashesOfWord, likePattern, writtenFold, writtenType } from './written.ts';

/** A piece of SQL with the values of its parameters. */
export interface SqlCondition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, SqlValue>>;
}

/** Where words are looked for, besides names of files, parameters and configurations of steps: texts of a record, and of its pipeline. */
export const SEARCHED = {
  record: ['class', 'chain', 'custom', 'way'],
  pipeline: ['pipeline_id', 'run', 'dataset'],
} as const;

/** SQL: whether a word occurs in a pipeline's texts, as the pattern of a parameter. */
export function pipelineHolds(parameter: string): string {
  return SEARCHED.pipeline.map((column) => `${column} LIKE :${parameter} ESCAPE '\\'`).join(' OR ');
}

/** SQL: the sets of parameters (ids of the dictionary) in one of which a word occurs, written as `name=value`. */
export function parameterSetsHolding(parameter: string): string {
  return `SELECT set_id FROM parameter WHERE name || '=' || text LIKE :${parameter} ESCAPE '\\'`;
}

type Words = Extract<SearchedFor, { kind: 'words' }>;
type Parameter = Extract<SearchedFor, { kind: 'parameter' }>;
type Field = Extract<SearchedFor, { kind: 'field' }>;

/** The texts of the dictionary that hold a word, or a class that it is short for. */
function dictionaryHolds(patterns: readonly string[]): string {
  const any = patterns.map((pattern) => `text LIKE :${pattern} ESCAPE '\\'`).join(' OR ');
  return `(SELECT id FROM dictionary WHERE ${any})`;
}

/** Patterns for words, by the names of parameters. */
function patternsOf(name: string, words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map((word, at) => [`${name}_${at}`, likePattern(word)]));
}

function wordCondition({ words, classes }: Words, name: string): SqlCondition {
  const patterns = patternsOf(name, [words, ...classes]);
  const word = `${name}_0`;
  const known = dictionaryHolds(Object.keys(patterns));
  const places = [
    ...SEARCHED.record.map((column) => `${textColumn(column)} IN ${known}`),
    `r.name LIKE :${word} ESCAPE '\\'`,
    `${textColumn('parameters')} IN (${parameterSetsHolding(word)})`,
    `r.manifest_id IN (SELECT id FROM manifest WHERE ${pipelineHolds(word)})`,
    `(r.manifest_id, r.trace_step) IN (SELECT manifest_id, ordinal FROM step WHERE config IN ${known})`,
  ];
  const parameters: Record<string, SqlValue> = patterns;
  const hashes = hashesOfWord(words);
  if (hashes !== null) {
    const { low, high } = hashes;
    places.push(`(r.hash >= :${name}Low${high === null ? '' : ` AND r.hash < :${name}High`})`);
    parameters[`${name}Low`] = low;
    if (high !== null) parameters[`${name}High`] = high;
  }
  return { sql: `(${places.join(' OR ')})`, parameters };
}

/** A pattern for LIKE that fits what is equal to a text but for the case of ASCII letters. */
const equalPattern = (text: string): string => likePattern(text).slice(1, -1);

/** The sets of parameters (ids of the dictionary) in which one compares as it is wanted to. */
export function parameterSetsWhere(
  { name: parameter, comparison, value }: Omit<Parameter, 'kind'>,
  name: string,
): SqlCondition {
  const parameters: Record<string, SqlValue> = { [`${name}Name`]: equalPattern(parameter) };
  const named = `${parameter.includes('.') ? 'name' : 'last'} LIKE :${name}Name ESCAPE '\\'`;
  const isEqual: string[] = [];
  if (value.number !== null) {
    parameters[`${name}Number`] = value.number;
    isEqual.push(`coalesce(number = :${name}Number, 0)`);
  }
  if (comparison === '=' || comparison === '!=') {
    parameters[`${name}Text`] = equalPattern(value.text);
    isEqual.push(`text LIKE :${name}Text ESCAPE '\\'`);
  }
  const compared =
    comparison === '='
      ? `(${isEqual.join(' OR ')})`
      : comparison === '!='
        ? `NOT (${isEqual.join(' OR ')})`
        : `number ${comparison} :${name}Number`;
  return { sql: `SELECT set_id FROM parameter WHERE ${named} AND ${compared}`, parameters };
}

function parameterCondition(wanted: Parameter, name: string): SqlCondition {
  const { sql, parameters } = parameterSetsWhere(wanted, name);
  return { sql: `${textColumn('parameters')} IN (${sql})`, parameters };
}

/** SQL: the stored file `f` of record `r`, the same one that lists show. */
const OWN_FILE = `SELECT 1 FROM file f WHERE f.id =
  (SELECT min(x.file_id) FROM reference x WHERE x.record_id = r.id AND x.exact = 1)`;

/** SQL: whether file `f` is not what record `r` says, as `recordStatus` works it out. */
const DIFFERS = `((r.size <> 0 AND r.size <> f.size) OR EXISTS
  (SELECT 1 FROM file_note n WHERE n.file_id = f.id AND n.note = ${noteNumber('placeholder')}))`;

/** SQL: whether record `r` is in a state. */
function stateCondition(state: SearchedState): string {
  const hasFile = `EXISTS (${OWN_FILE})`;
  const isHidden = 'r.dataset IN (SELECT dataset FROM hidden_dataset)';
  switch (state) {
    case 'missing':
      return `(NOT ${hasFile} AND NOT coalesce(${isHidden}, 0))`;
    case 'unknown':
      return `(NOT ${hasFile} AND coalesce(${isHidden}, 0))`;
    case 'outside':
      return `EXISTS (${OWN_FILE} AND f.link = ${OUTSIDE})`;
    case 'differs':
      return `EXISTS (${OWN_FILE} AND f.link <> ${OUTSIDE} AND ${DIFFERS})`;
    case 'present':
      return `EXISTS (${OWN_FILE} AND f.link <> ${OUTSIDE} AND NOT ${DIFFERS})`;
    case 'shared':
      return `EXISTS (SELECT 1 FROM reference x CROSS JOIN reference o ON o.file_id = x.file_id
        CROSS JOIN record other ON other.id = o.record_id AND other.manifest_id <> r.manifest_id
        CROSS JOIN manifest om ON om.id = other.manifest_id AND om.is_primary
        WHERE x.record_id = r.id AND x.exact = 1)`;
  }
}

function fieldCondition({ field, value, classes }: Field, name: string): SqlCondition {
  const patterns = patternsOf(name, [value, ...classes]);
  const held = dictionaryHolds(Object.keys(patterns));
  const like = `LIKE :${name}_0 ESCAPE '\\'`;
  switch (field) {
    case 'class':
      return { sql: `r.class IN ${held}`, parameters: patterns };
    case 'chain':
      return { sql: `(r.chain IN ${held} OR ${textColumn('way')} IN ${held})`, parameters: patterns };
    case 'dataset':
      return { sql: `r.dataset IN ${held}`, parameters: patterns };
    case 'pipeline':
    case 'run': {
      const column = field === 'run' ? 'run' : 'pipeline_id';
      const sql = `r.manifest_id IN (SELECT id FROM manifest WHERE ${column} ${like})`;
      return { sql, parameters: patterns };
    }
    case 'file':
      return { sql: `r.name ${like}`, parameters: patterns };
    case 'type':
      return {
        sql: `r.type IN (SELECT id FROM dictionary WHERE text LIKE :${name} ESCAPE '\\')`,
        parameters: { [name]: equalPattern(writtenType(value.toLowerCase())) },
      };
    case 'step':
      return { sql: `coalesce(r.step = :${name}, 0)`, parameters: { [name]: Number(value) } };
    case 'fold': {
      const fold = writtenFold(value.toLowerCase() === 'all' ? 'all' : Number(value));
      return { sql: `r.fold IS :${name}`, parameters: { [name]: fold } };
    }
    case 'state':
      return { sql: stateCondition(searchedState(value) ?? 'present'), parameters: {} };
  }
}

function conditionOf(wanted: SearchedFor, name: string): SqlCondition {
  switch (wanted.kind) {
    case 'words':
      return wordCondition(wanted, name);
    case 'parameter':
      return parameterCondition(wanted, name);
    case 'field':
      return fieldCondition(wanted, name);
  }
}

/** Whether a piece of a search text can be answered only once all ways are derived (`requireWays`). */
export function asksWays({ wanted }: SearchTerm): boolean {
  if (wanted === null) return false;
  return wanted.kind !== 'field' || wanted.field === 'chain';
}

/**
 * SQL for a piece of a search text, over record `r`. What can't be understood finds nothing: what is found may be what is deleted.
 *
 * @param name begins the names of its parameters
 */
export function termCondition({ wanted, isExcluded }: SearchTerm, name: string): SqlCondition {
  if (wanted === null) return { sql: 'false', parameters: {} };
  const { sql, parameters } = conditionOf(wanted, name);
  return { sql: isExcluded ? `NOT coalesce(${sql}, 0)` : sql, parameters };
}
