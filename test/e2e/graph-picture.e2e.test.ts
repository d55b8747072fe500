import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { copyFixture } from '../support/fixtures.ts';
import { copyStore } from '../support/stores.ts';
import {
  changedPixels,
  drawn,
  holdCalls,
  holdLayout,
  infoOf,
  itemOf,
  keepPixels,
  seenOnMap,
  STACK,
  treeOf,
} from './graph.ts';
import { handsOf } from './hands.ts';
import { describeInHosts, expectPage, scanned, type OpenWindow } from './hosts.ts';

async function shown(
  open: OpenWindow,
  manifest = `runs/wheat/${STACK}/manifest.yaml`,
  folder = copyFixture('branches-stacking'),
): Promise<Page> {
  const page = await open(folder);
  await scanned(page);
  await handsOf(page, 'by mouse').goTo('Graph');
  await page.waitForURL(/\/graph/);
  await page.evaluate(`location.hash += '?p=' + encodeURIComponent(${JSON.stringify(manifest)})`);
  await drawn(page, /\d+ nodes/);
  return page;
}

/** Where each box of the picture stands, by its name, as the saved picture has it. */
async function placesOf(page: Page): Promise<[name: string, x: number, y: number][]> {
  await page.getByRole('button', { name: /^Save the picture/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /^SVG/ }).click(),
  ]);
  const svg = readFileSync(await download.path(), 'utf8');
  return [...svg.matchAll(/<g><title>([^,<]*)[^<]*<\/title>((?:<rect[^>]*>)+)/g)].map(
    ([, name = '', rects = '']) => {
      const [x, y] = ['x', 'y'].map((side) =>
        Math.min(
          ...[...rects.matchAll(new RegExp(` ${side}="([^"]+)"`, 'g'))].map((found) => Number(found[1])),
        ),
      );
      return [name, x ?? NaN, y ?? NaN];
    },
  );
}

/** Pipelines that have edges of all kinds between them. */
const ALL_KINDS = [
  {
    fixture: 'branches-stacking',
    folder: () => copyFixture('branches-stacking'),
    manifest: `runs/wheat/${STACK}/manifest.yaml`,
    has: ['feeds', 'comes after', 'depends on it', 'uses the file'],
  },
  {
    fixture: 'store-1.4.10',
    folder: () => copyStore('store-1.4.10'),
    manifest: 'store.sqlite/60c92c9f-e557-4b31-b10e-61d2dae7da55',
    has: ['source of the meta-model', 'uses the file'],
  },
] as const;

describeInHosts('the picture of a graph', (open, host) => {
  it.each(ALL_KINDS)(
    'of $fixture leaves out each kind of edge when its switch is off, moves nothing, and brings it back',
    async ({ folder, manifest, has }) => {
      const page = await shown(open, manifest, folder());
      await page.getByRole('button', { name: 'Whole pipeline' }).click();
      await page.getByRole('menuitem', { name: 'Stored files as nodes' }).click();
      const legend = page.getByRole('group', { name: 'Legend' });
      await legend.getByRole('button', { name: 'uses the file' }).waitFor();
      await expectPage(page.locator('.graph [aria-busy=true]')).toHaveCount(0);
      const names = await legend.getByRole('button').allTextContents();
      expect(names).toEqual(expect.arrayContaining([...has]));
      await keepPixels(page);
      for (const name of names) {
        const one = legend.getByRole('button', { name, exact: true });
        await expectPage(one).toHaveAttribute('aria-pressed', 'true');
        await one.click();
        await expectPage(one).toHaveAttribute('aria-pressed', 'false');
        await expectPage.poll(() => changedPixels(page), { message: name }).toBeGreaterThan(50);
        const without = await changedPixels(page);
        await one.click();
        await expectPage(one).toHaveAttribute('aria-pressed', 'true');
        // But for what lies on each other, and came back above.
        await expectPage
          .poll(() => changedPixels(page), { message: `${name} again` })
          .toBeLessThan(Math.max(50, without / 4));
      }
      // What is left out counts for nothing: a node is needed by what is drawn alone.
      await treeOf(page).focus();
      await page.keyboard.press('Home');
      await expectPage(infoOf(page).filter({ hasText: /needed by [1-9]/ })).toBeVisible();
      for (const name of names) await legend.getByRole('button', { name, exact: true }).click();
      await treeOf(page).focus();
      await page.keyboard.press('Home');
      await expectPage(infoOf(page).filter({ hasText: /needed by 0/ })).toBeVisible();
    },
  );

  it('is not worked on any more once another one is asked for, and not saved before it is there', async () => {
    const page = await shown(open);
    const held = await holdLayout(page);
    const list = page.getByRole('grid', { name: 'Pipelines to draw' });
    const hands = handsOf(page, 'by mouse');
    const refusal = page.getByRole('menu', { name: 'Save' }).getByText('The picture is not there yet');
    const save = page.getByRole('button', { name: /^Save the picture/ });
    const isRefused = async (isRefusedNow: boolean): Promise<void> => {
      await save.click();
      await expectPage(refusal).toHaveCount(isRefusedNow ? 1 : 0);
      const svg = page.getByRole('menuitem', { name: /^SVG/ });
      if (isRefusedNow) await expectPage(svg.or(refusal).first()).toBeVisible();
      else await expectPage(svg).not.toHaveClass(/disabled/);
      await page.keyboard.press('Escape');
    };
    await isRefused(false);
    // Folds that are opened are drawn anew: until then the picture of before is not what was asked for.
    await page.getByRole('button', { name: 'Fold folds' }).click();
    await isRefused(true);
    // Another pipeline: what was begun is ended, and never seen.
    await hands.openRow(list, '0004_stack_00ef53');
    await expectPage.poll(() => held.ended()).toBe(1);
    await isRefused(true);
    await held.goOn();
    await drawn(page, /\d+ nodes/);
    await expectPage(itemOf(page, /^Ridge, meta-model/)).toBeAttached();
    await isRefused(false);
    // The one that was ended is drawn when it is wanted again.
    await page.goBack();
    await expectPage(treeOf(page).getByRole('treeitem', { expanded: true }).first()).toBeAttached();
    await isRefused(false);
    expect(await held.ended()).toBe(1);
  });

  it.skipIf(host === 'desktop')('of a pipeline that is being written lets stand what stands', async () => {
    const folder = copyFixture('branches-stacking');
    const manifest = `runs/wheat/${STACK}/manifest.yaml`;
    const whole = load(readFileSync(join(folder, manifest), 'utf8')) as {
      readonly artifacts: { readonly items: readonly object[] };
    };
    // nirs4all goes step by step through all branches, and writes the trace last.
    const write = (count: number): void =>
      writeFileSync(
        join(folder, manifest),
        JSON.stringify({
          ...whole,
          execution_traces: {},
          artifacts: { ...whole.artifacts, items: whole.artifacts.items.slice(0, count) },
        }),
      );
    write(9);
    const page = await shown(open, manifest, folder);
    await drawn(page, 5);
    const before = await placesOf(page);
    expect(before).toHaveLength(5);
    for (const [count, nodes] of [
      [12, 6],
      [15, 7],
      [21, 9],
    ] as const) {
      write(count);
      await handsOf(page, 'by mouse').rescan();
      await drawn(page, nodes);
    }
    const after = await placesOf(page);
    const moves = before.map(([name, x, y]) =>
      after.filter(([other]) => other === name).map(([, nowX, nowY]) => `${nowX - x} ${nowY - y}`),
    );
    // All by the same, if at all.
    const [first = []] = moves;
    const common = first.filter((move) => moves.every((possible) => possible.includes(move)));
    expect(common).toHaveLength(1);
  });

  it.skipIf(host === 'desktop')('is not asked for any more once another one is', async () => {
    const page = await shown(open);
    const calls = await holdCalls(page, 'graph/pipeline');
    const list = page.getByRole('grid', { name: 'Pipelines to draw' });
    const hands = handsOf(page, 'by mouse');
    try {
      await hands.openRow(list, '0004_stack_00ef53');
      await expectPage.poll(() => calls.held()).toBe(1);
      await hands.openRow(list, '0003_');
      await expectPage.poll(() => calls.givenUp()).toBe(1);
    } finally {
      await calls.letGo();
    }
  });

  it('has a small map that shows the part that is seen, and moves it', async () => {
    const page = await shown(open);
    expect(await seenOnMap(page)).toBeNull();
    await treeOf(page).focus();
    for (let turn = 0; turn < 4; turn++) await page.keyboard.press('+');
    await expectPage.poll(async () => (await seenOnMap(page)) !== null).toBe(true);
    const map = page.locator('.graph-minimap canvas');
    const box = await map.boundingBox();
    if (box === null) throw new Error('There is no map');
    const middle = box.y + box.height / 2;
    await page.mouse.click(box.x + 2, middle);
    // The click ends the zooming that the keys began; what is drawn of it comes with a later frame.
    await expectPage.poll(async () => (await seenOnMap(page))?.left).toBeLessThan(6);
    const left = await seenOnMap(page);
    await keepPixels(page);
    expect(left?.right).toBeLessThan(box.width * 0.9);
    // It is drawn where the pointer is, all the way.
    await page.mouse.move(box.x + 4, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, middle, { steps: 5 });
    await expectPage.poll(async () => (await seenOnMap(page))?.left).toBeGreaterThan(left?.left ?? 0);
    const between = await seenOnMap(page);
    await page.mouse.move(box.x + box.width - 2, middle, { steps: 5 });
    await page.mouse.up();
    await expectPage.poll(async () => (await seenOnMap(page))?.right).toBeGreaterThan(box.width - 6);
    const right = await seenOnMap(page);
    expect(right?.left).toBeGreaterThan(between?.left ?? 0);
    expect(await changedPixels(page)).toBeGreaterThan(1000);
    // Without the button, the pointer moves nothing.
    await page.mouse.move(box.x + 4, middle);
    expect(await seenOnMap(page)).toEqual(right);
    // What is seen is less when it is nearer.
    await treeOf(page).focus();
    await page.keyboard.press('-');
    await expectPage
      .poll(async () => {
        const now = await seenOnMap(page);
        return now === null || now.right - now.left > (right?.right ?? 0) - (right?.left ?? 0);
      })
      .toBe(true);
  });
});
