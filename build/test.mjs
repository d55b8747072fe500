import { checks, runCheck, runVitest } from './checks.mjs';
import { installMissing, requireNodeBinary } from './install.mjs';
import { root } from './paths.mjs';
import { closingLine, sum } from './tally.mjs';

// `npm test`: installs what is missing, then runs every check and all tests, the later ones also when an
// earlier one failed, so that one run shows everything. `--long` runs the tests with their full counts,
// and `npm test -- FILTER` only the tests whose file matches; both leave the checks out.
const args = process.argv.slice(2);
const long = args.includes('--long');
const passedOn = args.filter((arg) => arg !== '--long');

if (await installMissing(root)) {
  const node = requireNodeBinary(root);
  const tallies = [];
  if (!long && passedOn.length === 0) {
    for (const check of checks) tallies.push(await runCheck(check, { root, node }));
  }
  tallies.push(await runVitest({ root, node, long, args: passedOn }));
  const total = sum(tallies);
  console.log(`\n${closingLine(total)}`);
  if (total.failed > 0) process.exitCode = 1;
} else {
  console.log(`\n${closingLine({ passed: 0, failed: 1, skipped: 0 })}`);
  process.exitCode = 1;
}
