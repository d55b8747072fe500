/**
 * @typedef {object} TestArguments
 * @property {boolean} isSoak whether the exhaustive counts are asked for
 * @property {string | undefined} seed
 * @property {number | undefined} minutes after which a soak ends
 * @property {string[]} passedOn what goes to vitest as it is, such as words of the files that are meant
 */

/** What was typed can't be meant; the message says why. */
export class ArgumentError extends Error {}

/**
 * @param {readonly string[]} args of `npm test` or `npm run test:soak`
 * @returns {TestArguments}
 * @throws {ArgumentError}
 */
export function readTestArguments(args) {
  const left = [...args];
  const isSoak = take(left, '--soak');
  const seed = takeNumber(left, '--seed', (value) => Number.isInteger(value));
  const minutes = takeNumber(left, '--minutes', (value) => value > 0);
  if (minutes !== undefined && !isSoak) throw new ArgumentError('Only npm run test:soak takes --minutes.');
  return { isSoak, seed: seed?.toString(), minutes, passedOn: left };
}

/** @param {string[]} args @param {string} flag @returns {boolean} whether it was there */
function take(args, flag) {
  const at = args.indexOf(flag);
  if (at !== -1) args.splice(at, 1);
  return at !== -1;
}

/**
 * @param {string[]} args @param {string} option
 * @param {(value: number) => boolean} fits
 * @returns {number | undefined}
 */
function takeNumber(args, option, fits) {
  const at = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
  if (at === -1) return undefined;
  const isJoined = args[at]?.includes('=') === true;
  const text = isJoined ? args[at]?.slice(option.length + 1) : args[at + 1];
  args.splice(at, isJoined ? 1 : 2);
  const value = Number(text);
  if (text === undefined || text.trim() === '' || !Number.isFinite(value) || !fits(value))
    throw new ArgumentError(`${option} needs a number, not ${text ?? 'nothing'}.`);
  return value;
}
