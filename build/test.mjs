import { build, checks, runCheck, runVitest } from './checks.mjs';
import { getChromium } from './get-chromium.mjs';
import { installMissing, requireNodeBinary } from './install.mjs';
import { root } from './paths.mjs';
import { closingLine, sum } from './tally.mjs';

// `npm test`: installs what is missing, then runs every check and all tests, the later ones also when an
// earlier one failed, so that one run shows everything. `--long` runs the tests with their full counts,
// and `npm test -- FILTER` only the tests whose file matches; both leave the checks out, and build.
const args = process.argv.slice(2);
const long = args.includes('--long');
const passedOn = args.filter((arg) => arg !== '--long');
const isFiltered = passedOn.length > 0;

if (await installMissing(root)) {
  const node = requireNodeBinary(root);
  const tallies = [];
  for (const check of long || isFiltered ? [build] : [...checks, build]) {
    tallies.push(await runCheck(check, { root, node }));
  }
  // Who asks for one file does not want to wait for a download that it may not need.
  const { reason } = await getChromium(root, node, { mayDownload: !isFiltered });
  if (reason !== undefined) console.log(`\n${reason} The end-to-end tests are skipped.`);
  tallies.push(await runVitest({ root, node, long, args: passedOn }));
  const total = sum(tallies);
  console.log(`\n${closingLine(total)}`);
  if (total.failed > 0) process.exitCode = 1;
} else {
  console.log(`\n${closingLine({ passed: 0, failed: 1, skipped: 0 })}`);
  process.exitCode = 1;
}
