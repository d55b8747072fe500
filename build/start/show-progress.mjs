/** A megabyte as people count downloads. */
const megabyte = 1_000_000;

/** How much of the whole a line tells where lines can't be written over. */
const stepPercent = 25;

/** How many units a line tells there, where the whole is not known. */
const stepUnits = 25;

/** @typedef {{ transferred: number, total: number | null }} Progress no total where nobody told one */

/**
 * What is counted, and how it is said.
 *
 * @typedef {{ size: number, name: string }} Unit
 */

/** @type {Unit} */
const megabytes = { size: megabyte, name: 'MB' };

/**
 * Shows how far something is: on a terminal in one line that changes, elsewhere in a line per quarter.
 *
 * @param {string} title what is going on
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} [output]
 * @param {Unit} [unit] bytes are shown as megabytes where nothing else is said
 * @returns {{ show: (progress: Progress, note?: string) => void, end: () => void }}
 *   `note` is said after the numbers, on terminals alone; `end` leaves the line, for what is written next
 */
export function showProgress(title, output = process.stdout, unit = megabytes) {
  let written = '';
  let step = -1;
  return {
    show(progress, note = '') {
      const text = `${title}: ${describe(progress, unit)}`;
      if (output.isTTY) {
        const line = note === '' ? text : `${text}, ${note}`;
        if (line !== written) output.write(`\r${line.padEnd(written.length)}`);
        written = line;
      } else if (stepOf(progress, unit) > step) {
        step = stepOf(progress, unit);
        output.write(`${text}\n`);
      }
    },
    end() {
      if (written !== '') output.write('\n');
      written = '';
    },
  };
}

/** @param {Progress} progress @param {Unit} unit */
function describe({ transferred, total }, { size, name }) {
  const units = (/** @type {number} */ amount) => Math.round(amount / size);
  if (total === null) return `${units(transferred)} ${name}`;
  return `${percent(transferred, total)} %, ${units(transferred)} of ${units(total)} ${name}`;
}

/** @param {Progress} progress @param {Unit} unit */
function stepOf({ transferred, total }, { size }) {
  if (total === null) return Math.floor(transferred / (stepUnits * size));
  return Math.floor(percent(transferred, total) / stepPercent);
}

/** @param {number} transferred @param {number} total */
function percent(transferred, total) {
  return total === 0 ? 100 : Math.floor((transferred * 100) / total);
}
