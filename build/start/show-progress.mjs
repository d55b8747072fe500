/** A megabyte as people count downloads. */
const megabyte = 1_000_000;

/** How much of the whole a line tells where lines can't be written over. */
const stepPercent = 25;

/** How many bytes a line tells there, where the whole is not known. */
const stepBytes = 25 * megabyte;

/**
 * Shows how far a download is: on a terminal in one line that changes, elsewhere in a line per quarter.
 *
 * @param {string} title what is downloaded
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} [output]
 * @returns {{ show: (progress: import('./download-electron.mjs').Progress) => void, end: () => void }}
 *   `end` leaves the line, for what is written next
 */
export function showProgress(title, output = process.stdout) {
  let written = '';
  let step = -1;
  return {
    show(progress) {
      if (output.isTTY) {
        const line = `${title}: ${describe(progress)}`;
        if (line !== written) output.write(`\r${line.padEnd(written.length)}`);
        written = line;
      } else if (stepOf(progress) > step) {
        step = stepOf(progress);
        output.write(`${title}: ${describe(progress)}\n`);
      }
    },
    end() {
      if (written !== '') output.write('\n');
      written = '';
    },
  };
}

/** @param {import('./download-electron.mjs').Progress} progress */
function describe({ transferred, total }) {
  const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / megabyte);
  if (total === null) return `${megabytes(transferred)} MB`;
  return `${percent(transferred, total)} %, ${megabytes(transferred)} of ${megabytes(total)} MB`;
}

/** @param {import('./download-electron.mjs').Progress} progress */
function stepOf({ transferred, total }) {
  if (total === null) return Math.floor(transferred / stepBytes);
  return Math.floor(percent(transferred, total) / stepPercent);
}

/** @param {number} transferred @param {number} total */
function percent(transferred, total) {
  return total === 0 ? 100 : Math.floor((transferred * 100) / total);
}
