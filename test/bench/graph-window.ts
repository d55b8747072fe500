/**
 * Graphs in the window: graph-window.ts [--records 100000] [--pipelines 200]
 * From the click on a pipeline until it is drawn, over pipelines of a big workspace; what the page holds after all of them; and what a
 * frame takes of the processor while pictures of a thousand and two thousand nodes are moved at a zoom that can be read.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findChromium } from '../support/chromium.ts';
import { serve } from '../support/serve.ts';
import { v3Item, v3Manifest, WorkspaceBuilder, type Item } from '../support/workspace-builder.ts';
import { formatMilliseconds } from './report.ts';
import { heap } from './page-heap.ts';
import { framesOf, framesText } from './scroll.ts';
import { benchWorkspace } from './workspaces.ts';

/** Operators of each branch of the wide pipelines. */
const PER_BRANCH = 10;

const MOVES = 120;

const STEP_PX = 25;

/** Until the picture of a pipeline stands: its name in the head, its numbers beside the zoom, and a frame to paint it. */
const DRAWN = `(manifest, name) => new Promise((resolve) => {
  const start = performance.now();
  location.hash = location.hash.replace(/\\/graph.*$/, '/graph?p=' + encodeURIComponent(manifest));
  const look = () => {
    const isDrawn = document.querySelector('[role=tree]')?.getAttribute('aria-label')?.includes(name) === true;
    if (isDrawn && document.querySelector('.graph-zoom') !== null) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
    else requestAnimationFrame(look);
  };
  look();
})`;

function quantile(times: readonly number[], part: number): string {
  const sorted = times.toSorted((one, other) => one - other);
  return formatMilliseconds(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}

/** A pipeline of so many nodes: a trunk, and branches of operators in a row that end with a model. */
function widePipeline(nodes: number): Item[] {
  const items: Item[] = [v3Item('trunk', { chain_path: 's1.MinMaxScaler', step_index: 1 })];
  for (let at = 0; items.length < nodes; at += 1) {
    const branch = Math.floor(at / PER_BRANCH);
    const step = 2 + (at % PER_BRANCH);
    const isModel = at % PER_BRANCH === PER_BRANCH - 1;
    items.push(
      v3Item(`${nodes} ${at}`, {
        chain_path: `s${step}.${isModel ? 'Ridge' : 'SNV'}[br=${branch}]`,
        branch_path: [branch],
        step_index: step,
        artifact_type: isModel ? 'model' : 'transformer',
        class_name: isModel ? 'Ridge' : 'SNV',
      }),
    );
  }
  return items;
}

async function opened(
  browser: Browser,
  folder: string,
): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  const cache = mkdtempSync(join(tmpdir(), 'stemma-bench-'));
  const { url, stop } = await serve(folder, cache);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(url);
  await page
    .getByText(/^Last scan/)
    .first()
    .waitFor({ timeout: 120_000 });
  await page.evaluate(`location.hash = location.hash.replace(/\\/[^/]*$/, '/graph')`);
  return {
    page,
    close: async () => {
      await page.close();
      await stop();
      rmSync(cache, { recursive: true, force: true });
    },
  };
}

async function draw(page: Page, manifest: string): Promise<number> {
  const name = manifest.split('/').at(-2) ?? manifest;
  return await page.evaluate<number>(`(${DRAWN})(${JSON.stringify(manifest)}, ${JSON.stringify(name)})`);
}

function manifestsBelow(folder: string): string[] {
  const runs = join(folder, 'runs');
  return readdirSync(runs, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('manifest.yaml'))
    .map((path) => `runs/${path.replaceAll('\\', '/')}`)
    .toSorted();
}

async function measureSwitches(browser: Browser, records: number, count: number): Promise<void> {
  const { folder } = benchWorkspace({ records });
  const manifests = manifestsBelow(folder);
  const every = Math.max(1, Math.floor(manifests.length / count));
  const { page, close } = await opened(browser, folder);
  const times: number[] = [];
  for (const [at, manifest] of manifests.filter((_manifest, place) => place % every === 0).entries()) {
    times.push(await draw(page, manifest));
    if (at === 0) console.log(`heap after the first picture   ${await heap(page)}`);
  }
  console.log(
    `click to drawn, ${times.length} pipelines   p50 ${quantile(times, 0.5)}, p95 ${quantile(times, 0.95)}`,
  );
  console.log(`heap after all of them         ${await heap(page)}`);
  await close();
}

async function measureMoving(browser: Browser, sizes: readonly number[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stemma-bench-'));
  const builder = new WorkspaceBuilder(folder);
  const manifests = sizes.map((nodes) =>
    builder.manifest(`runs/corn/0001_wide${nodes}_aaaaaa`, v3Manifest('corn', widePipeline(nodes))),
  );
  const { page, close } = await opened(browser, folder);
  for (const manifest of manifests) {
    await draw(page, manifest);
    console.log(await page.locator('.graph-zoom').innerText());
    const box = await page.locator('.graph-canvas').boundingBox();
    if (box === null) throw new Error('There is no picture');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const frames = await framesOf(page, async () => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let move = 0; move < MOVES; move += 1) {
        const at = (move % 20) * STEP_PX;
        await page.mouse.move(x - at, y - at / 2);
        await page.waitForTimeout(16);
      }
      await page.mouse.up();
    });
    console.log(`  moved: ${framesText(frames)}; p50 ${quantile(frames.scriptWork, 0.5)} of the processor`);
  }
  await close();
  rmSync(folder, { recursive: true, force: true });
}

const { values } = parseArgs({
  options: { records: { type: 'string', default: '100000' }, pipelines: { type: 'string', default: '200' } },
});
const executablePath = findChromium();
if (executablePath === null) throw new Error('No Chromium was found');
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
await measureMoving(browser, [200, 1000, 1990]);
await measureSwitches(browser, Number(values.records), Number(values.pipelines));
await browser.close();
