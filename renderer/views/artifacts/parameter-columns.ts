import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { ArtifactRow } from './use-artifact-rows.ts';

const MARK = 'p.';

/** Whether a parameter can be a column: the address keeps its name as it is. */
export function isColumnName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_.]{0,99}$/u.test(name);
}

/** The id of the column of a parameter. */
export function parameterId(name: string): string {
  return `${MARK}${name}`;
}

/** The parameter whose column has an id; null for another column, or nothing. */
export function parameterOf(id: string): string | null {
  const name = id.slice(MARK.length);
  return id.startsWith(MARK) && isColumnName(name) ? name : null;
}

/** The value of a parameter in a row, of its operator or else of one inside; empty where its operator has none of that name. */
export function parameterText({ record }: ArtifactRow, parameter: string): string {
  const all = record.operator_parameters;
  const found =
    all.find(({ name }) => name === parameter) ?? all.find(({ name }) => name.endsWith(`.${parameter}`));
  return found === undefined ? '' : escapeForTerminal(String(found.value));
}
