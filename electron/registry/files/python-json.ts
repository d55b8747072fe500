import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { parseJson } from './parse-json.ts';

/** Collections inside each other, as many as in a manifest (`yaml/limits.ts`): what goes through a value may call itself for each. */
const DEEPEST = 100;

/** Numbers that Python writes as such and JSON has no word for, as texts that tell them. */
const NOT_FINITE: ReadonlyMap<string, string> = new Map([
  ['NaN', '"nan"'],
  ['Infinity', '"inf"'],
  ['-Infinity', '"-inf"'],
]);

/** A string, a bracket, or a number that is none of JSON. */
const PART = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]|-?\bInfinity\b|\bNaN\b/gs;

/**
 * The value of a text as Python's `json` writes it, where NaN and the infinities stand bare; they become `nan`, `inf` and `-inf`. Fails, in words, for
 * what is no JSON or nested deeper than {@link DEEPEST}. Says nothing of its shape: anybody may have written it.
 */
export function readPythonJson(text: string): Result<unknown, string> {
  let depth = 0;
  let deepest = 0;
  const plain = text.replace(PART, (part) => {
    if (part === '[' || part === '{') deepest = Math.max(deepest, (depth += 1));
    else if (part === ']' || part === '}') depth -= 1;
    return NOT_FINITE.get(part) ?? part;
  });
  if (deepest > DEEPEST) return fail(`it is nested deeper than ${DEEPEST} levels`);
  const value = parseJson(plain);
  return value === undefined ? fail('it is no JSON') : ok(value);
}
