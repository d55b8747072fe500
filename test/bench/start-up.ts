/**
 * From the start of the built browser host to what people see: start-up.ts [--records 100000]
 * Twice, without an index and with the one that the first time left: the first number on the page, and the complete scan.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findChromium } from '../support/chromium.ts';
import { formatMilliseconds } from './report.ts';
import { serve } from '../support/serve.ts';
import { benchWorkspace } from './workspaces.ts';

/** Starts the host and opens its page; tells the milliseconds since the start at each point. */
async function startUp(folder: string, cache: string): Promise<{ number: number; complete: number }> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium was found');
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  const page = await browser.newPage();
  const start = performance.now();
  const { url, stop } = await serve(folder, cache);
  await page.goto(url);
  await page.getByRole('group').filter({ hasText: /[1-9]/ }).first().waitFor();
  const number = performance.now() - start;
  await page.getByText('Last scan just now').waitFor({ timeout: 120_000 });
  const complete = performance.now() - start;
  await browser.close();
  await stop();
  return { number, complete };
}

const { values } = parseArgs({ options: { records: { type: 'string', default: '100000' } } });
const { folder } = benchWorkspace({ records: Number(values.records) });
const cache = mkdtempSync(join(tmpdir(), 'stemma-bench-'));
for (const what of ['no index', 'with an index']) {
  const { number, complete } = await startUp(folder, cache);
  console.log(
    `${what.padEnd(14)} first number ${formatMilliseconds(number)}, scan complete ${formatMilliseconds(complete)}`,
  );
}
rmSync(cache, { recursive: true, force: true });
