import { build, checks, runCheck, showCheck } from './checks.mjs';
import { getChromium } from './get-chromium.mjs';
import { installMissing, requireNodeBinary } from './install.mjs';
import { root } from './paths.mjs';
import { runVitest } from './run-vitest.mjs';
import { closingLine, sum } from './tally.mjs';
import { ArgumentError, readTestArguments } from './test-arguments.mjs';

// `npm test`: installs what is missing, then runs every check and all tests, the later ones also when an
// earlier one failed, so that one run shows everything. `npm run test:soak` (--soak) runs the tests with
// their exhaustive counts, and `npm test -- FILTER` only those whose file matches; both leave the checks out.

/** @param {import('./test-arguments.mjs').TestArguments} asked */
async function test(asked) {
  if (!(await installMissing(root))) return { passed: 0, failed: 1, skipped: 0 };
  const node = requireNodeBinary(root);
  const isFiltered = asked.passedOn.length > 0;
  const where = { root, node };
  // Side by side, and with the tests, which wait more than they work: their ends are told when all is done.
  const running = asked.isSoak || isFiltered ? [] : checks.map((check) => runCheck(check, where));
  const tallies = [showCheck(await runCheck(build, where))];
  // Who asks for one file does not want to wait for a download that it may not need.
  const { reason } = await getChromium(root, node, { mayDownload: !isFiltered });
  if (reason !== undefined) console.log(`\n${reason} The end-to-end tests are skipped.`);
  const { tally, failures } = await runVitest({ ...where, ...asked });
  tallies.push(tally);
  if (running.length > 0) console.log('\nChecks');
  for (const done of await Promise.all(running)) tallies.push(showCheck(done));
  if (failures.length > 0) console.log(['\nTests that failed', ...failures].join('\n'));
  return sum(tallies);
}

try {
  const total = await test(readTestArguments(process.argv.slice(2)));
  console.log(`\n${closingLine(total)}`);
  if (total.failed > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof ArgumentError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
