/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 *
 * @typedef {object} VitestReport what Stemma reads of the file that vitest's JSON reporter writes
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {VitestFile[]} testResults
 *
 * @typedef {object} VitestFile
 * @property {string} status
 * @property {string} name its path
 * @property {string} [message] why it did not load
 * @property {{ status: string, fullName: string, failureMessages?: string[] | null }[]} assertionResults
 */

/**
 * Counts a vitest run. A file that fails without a failed test of its own (it does not load, or a hook
 * throws) counts as one failure, and so does a run that ends badly for a reason outside all files: such
 * runs must not look green because no test was there to fail.
 *
 * @param {VitestReport | undefined} report undefined when vitest ended without writing one
 * @param {number} exitCode
 * @param {readonly string[]} [retried] tests that passed only when they were asked again
 * @returns {Tally}
 */
export function tallyVitest(report, exitCode, retried = []) {
  const tally = {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
  for (const file of report?.testResults ?? []) {
    const blamed = file.assertionResults.some(({ status }) => status === 'failed');
    if (file.status === 'failed' && !blamed) tally.failed += 1;
  }
  if (exitCode !== 0 && tally.failed === 0) tally.failed = 1;
  if (retried.length > MOST_RETRIED) tally.failed += 1;
  return tally;
}

/**
 * Says again, shortly, what failed: of a long run only the end may be kept.
 *
 * @param {VitestReport | undefined} report
 * @returns {string[]} lines: each failure's file and name, and the first line of its message
 */
export function describeFailures(report) {
  return (report?.testResults ?? []).flatMap(({ status, name, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`  ${name}`, `    ${firstLine(message)}`] : [];
    return failed.flatMap(({ fullName, failureMessages }) => [
      `  ${name} > ${fullName}`,
      `    ${firstLine(failureMessages?.[0])}`,
    ]);
  });
}

/** @param {string | undefined} message */
function firstLine(message) {
  return message?.trim().split('\n')[0] || 'without a message';
}

/** A browser on a busy machine has a hiccup now and then. More are a fault of the product or of the tests. */
const MOST_RETRIED = 2;

/**
 * Says which tests needed a second try, which a green run would hide.
 *
 * @param {readonly string[]} retried
 * @returns {string[]} lines; none where all passed or failed at once
 */
export function describeRetries(retried) {
  if (retried.length === 0) return [];
  const verdict = retried.length > MOST_RETRIED ? `, more than ${MOST_RETRIED}, which fails the run` : '';
  return [
    `${retried.length} ${retried.length === 1 ? 'test' : 'tests'} passed only at the second try${verdict}:`,
    ...retried.map((name) => `  ${name}`),
  ];
}

/** @param {Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of tallies) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/**
 * The closing line, whose form other programs read.
 *
 * @param {Tally} tally
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
