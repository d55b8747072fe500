import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSvg } from '../../shared/graph/svg/write-svg.ts';
import { findChromium } from '../support/chromium.ts';
import { drawnScene } from './drawn-scene.ts';
import { graphEdge, graphNode, graphOf, graphRecord, madeUpGraph } from './made-up-graph.ts';

const executablePath = findChromium();

/** Names of signs that are wide, that are many, and that would be markup. */
const HOSTILE = [
  'W'.repeat(60),
  '<script>document.title="run"</script>',
  '&lt;b',
  '"><image href=x>',
  '\u202egnirts',
  '',
];

const HOSTILE_GRAPH = graphOf(
  HOSTILE.map((label, at) =>
    graphNode(`n${at}`, {
      label,
      step: at,
      branch: [0],
      role: 'model',
      records: [0, 1].map((fold) =>
        graphRecord(fold, { fold, size_bytes: 999_000_000_000, state: 'outside' }),
      ),
    }),
  ),
  HOSTILE.slice(1).map((_, at) => graphEdge(`n${at}`, `n${at + 1}`)),
);

/** What stands where it should not: texts wider than what holds them, or outside of the picture. */
const FAULTS = `() => {
  const faults = [];
  const picture = document.documentElement.getBoundingClientRect();
  for (const text of document.querySelectorAll('text')) {
    const own = text.getBoundingClientRect();
    const holder = text.parentElement.querySelector(':scope > title') === null ? null : text.parentElement.querySelector('rect');
    const box = holder === null ? picture : holder.getBoundingClientRect();
    if (own.left < box.left - 1 || own.right > box.right + 1) faults.push(text.textContent);
    if (own.top < picture.top || own.bottom > picture.bottom) faults.push('outside: ' + text.textContent);
  }
  return faults;
}`;

describe.skipIf(executablePath === null)('a drawing in Chromium', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    page = await browser.newPage();
  });

  afterAll(async () => {
    await browser.close();
  });

  it.each([
    ['of a pipeline', madeUpGraph(3, { nodes: 20, folds: 5, odd: false }), 'light'],
    ['of a damaged one', madeUpGraph(18, { nodes: 28, folds: 5, odd: true }), 'dark'],
    ['of one with hostile names', HOSTILE_GRAPH, 'light'],
  ] as const)('%s is a picture, and its texts stand where they belong', async (_name, graph, theme) => {
    const scene = drawnScene(graph, theme === 'light' ? 'all' : []);
    const svg = writeSvg(scene, { theme, title: '<b>corn</b> & barley' });
    await page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
    expect(await page.evaluate('document.documentElement.tagName')).toBe('svg');
    expect(await page.title()).toBe('<b>corn</b> & barley');
    expect(await page.evaluate('document.querySelectorAll("script, image, parsererror").length')).toBe(0);
    expect(await page.evaluate('document.querySelectorAll("g > title").length')).toBe(scene.boxes.length);
    expect(await page.evaluate(`(${FAULTS})()`)).toEqual([]);
  });
});
