import { availableParallelism, tmpdir } from 'node:os';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeProperties, readPropertyRecords } from './property-report.mjs';
import { run } from './run.mjs';
import { describeFailures, describeRetries, tallyVitest } from './tally.mjs';
import { ending, heading } from './checks.mjs';

/** Roughly how many properties there are: a soak of so many minutes is shared out among them. */
const PROPERTIES = 40;

/**
 * Runs vitest, showing its output as it comes, counts what its JSON reporter wrote, and says what only passed when it was
 * asked again and which properties had too little time. What failed is to be said at the end of all.
 *
 * @param {import('./test-arguments.mjs').TestArguments & { root: string, node: string }} options
 * @returns {Promise<{ tally: import('./tally.mjs').Tally, failures: string[] }>}
 */
export async function runVitest({ root, node, isSoak, seed, minutes, passedOn }) {
  const started = heading(isSoak ? 'Tests, soak' : 'Tests');
  const folder = mkdtempSync(join(tmpdir(), 'stemma-test-report-'));
  try {
    const [report, retries, properties] = ['report.json', 'retries.json', 'properties.jsonl'].map((name) =>
      join(folder, name),
    );
    const { code } = await run(
      node,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        '--reporter=./test/support/retries-reporter.ts',
        `--outputFile.json=${report}`,
        ...passedOn,
      ],
      {
        cwd: root,
        env: {
          ...process.env,
          STEMMA_TEST_RETRIES: retries,
          STEMMA_TEST_PROPERTIES: properties,
          ...(seed === undefined ? {} : { STEMMA_TEST_SEED: seed }),
          ...(isSoak ? soakSettings(minutes) : {}),
        },
        show: true,
      },
    );
    const retried = /** @type {string[]} */ (readJson(retries) ?? []);
    const secondTries = describeRetries(retried);
    for (const line of secondTries) console.log(line);
    if (properties !== undefined && existsSync(properties)) {
      const records = readPropertyRecords(readFileSync(properties, 'utf8'));
      for (const line of describeProperties(records)) console.log(line);
    }
    if (minutes !== undefined && performance.now() - started >= minutes * 60_000)
      console.log(`The ${minutes} minutes were up: tests that are counted as skipped had not begun.`);
    const results = readJson(report);
    const tally = tallyVitest(results, code, retried);
    ending(tally.failed === 0, started);
    return { tally, failures: tally.failed === 0 ? [] : [...describeFailures(results), ...secondTries] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {number | undefined} minutes @returns {Record<string, string>} */
function soakSettings(minutes) {
  if (minutes === undefined) return { STEMMA_TEST_SOAK: '1' };
  const milliseconds = minutes * 60_000;
  return {
    STEMMA_TEST_SOAK: '1',
    STEMMA_TEST_UNTIL: String(Date.now() + milliseconds),
    STEMMA_TEST_SHARE_MS: String(Math.ceil((milliseconds * availableParallelism()) / PROPERTIES)),
  };
}

/** @param {string | undefined} file @returns {any} undefined where it was not written */
function readJson(file) {
  return file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
