import type { Failure } from './failure.ts';

/** A shell that was not told otherwise has put nothing in the place of `$1a2b...`: the sign of a V3 id is gone. */
const LOST_DOLLAR = /^[^$/]*_[0-9a-f]{6}:(?:\d+|all)$/;

/** That nothing in the workspace has a name. */
export function notFound(name: string, what: string, manifest?: string): Failure {
  const where = manifest === undefined ? 'in the workspace' : `in ${manifest}`;
  const hint = LOST_DOLLAR.test(name) ? "\nIs a $ missing? Put ids in single quotes: 'ID'." : '';
  return {
    code: 'NOT_FOUND',
    message: `There is no ${what} ${name} ${where}.${hint}`,
    details: { name, ...(manifest === undefined ? {} : { manifest }) },
  };
}
