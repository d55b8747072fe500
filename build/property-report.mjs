/**
 * @typedef {{ name: string, seed: number, runs: number, wanted: number, seconds: number }} PropertyRecord
 *   what became of one property; `test/support/property.ts` writes it
 */

/** @param {string} text a record a line @returns {PropertyRecord[]} */
export function readPropertyRecords(text) {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** @param {number} value */
const grouped = (value) => Math.round(value).toLocaleString('en-US');

/**
 * What was tried, and what was not for lack of time.
 *
 * @param {readonly PropertyRecord[]} records
 * @returns {string[]} lines; none where nothing was recorded
 */
export function describeProperties(records) {
  if (records.length === 0) return [];
  const runs = records.reduce((total, record) => total + record.runs, 0);
  const seconds = records.reduce((total, record) => total + record.seconds, 0);
  const seeds = [...new Set(records.map(({ seed }) => seed))];
  const short = records.filter((record) => record.runs < record.wanted);
  return [
    `Properties: ${records.length}, ${grouped(runs)} runs in ${grouped(seconds)} s, seed ${seeds.join(', ')}.`,
    ...(short.length === 0 ? [] : ['Fewer runs than asked for, because their time was up:']),
    ...short.map(({ name, runs: done, wanted }) => `  ${grouped(done)} of ${grouped(wanted)}: ${name}`),
  ];
}
