import { likeness } from './same-picture.ts';
import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { copyFixture } from '../support/fixtures.ts';
import { drawn, graphHands, itemOf, showPipeline, STACK, treeOf } from './graph.ts';
import { handsOf, tabTo, waysIn, type Way } from './hands.ts';
import { describeInHosts, expectPage } from './hosts.ts';
import { inAddress } from './in-address.ts';

/** What can be asked, in its order; the first is asked before anything is chosen. */
const QUESTIONS = ['Dependencies', 'If deleted', 'Compare'] as const;

/** Chooses what is asked of the picture. */
async function ask(page: Page, way: Way, question: (typeof QUESTIONS)[number]): Promise<void> {
  const choice = page.getByRole('radiogroup', { name: 'Question' });
  const wanted = choice.getByRole('radio', { name: question });
  if (way === 'by mouse') await wanted.click();
  else {
    await tabTo(page, choice.getByRole('radio', { name: QUESTIONS[0] }));
    for (let turn = 0; turn < QUESTIONS.indexOf(question); turn += 1) await page.keyboard.press('ArrowRight');
  }
  await expectPage(wanted).toHaveAttribute('aria-checked', 'true');
}

describeInHosts('questions of a graph', (open, host) => {
  for (const way of waysIn(host)) {
    it(`what deleting a pipeline would do, and one node of it, ${way}`, async () => {
      const page = await open(copyFixture('branches-stacking'));
      const hands = handsOf(page, way);
      await showPipeline(page, hands);
      await ask(page, way, 'If deleted');
      const note = page.getByRole('group', { name: 'What deleting would do' });
      await expectPage(note).toContainText(
        'Deleting this pipeline frees 30.9 kB · 91.1 kB stay, 21 other pipelines use them · breaks nothing',
      );
      await expectPage(itemOf(page, /^MinMaxScaler, transformer, stays, in 18 others/)).toBeAttached();
      await expectPage(itemOf(page, /^KNeighborsRegressor, model, 29.5 kB freed/)).toBeAttached();
      if (way === 'by keyboard alone') {
        await treeOf(page).focus();
        await page.keyboard.press('Home');
        await page.keyboard.press('Space');
        await expectPage(note).toContainText('Without this node frees 0 B');
        await page.keyboard.press('Escape');
        await expectPage(note).toContainText('Deleting this pipeline');
      }
      await hands.press(note.getByRole('button', { name: 'Add to clean-up' }));
      await page.getByRole('dialog', { name: 'Move 1 pipeline to the trash' }).waitFor();
    });

    it(`all ways between two nodes, ${way}`, async () => {
      const page = await open(copyFixture('branches-stacking'));
      const hands = handsOf(page, way);
      const graph = graphHands(page, way);
      await showPipeline(page, hands);
      await graph.press('MultiplicativeScatterCorrection');
      await graph.press('MinMaxScaler', 'Shift');
      await drawn(page, 2);
      await expectPage(page.getByRole('list', { name: 'Ways' })).toContainText(
        /MinMaxScaler.* → MultiplicativeScatterCorrection/,
      );
      await hands.press(page.getByRole('button', { name: 'Show all again' }));
      await drawn(page, 10);
    });

    it(`what differs between two pipelines, ${way}`, async () => {
      const page = await open(copyFixture('branches-stacking'));
      const hands = handsOf(page, way);
      await showPipeline(page, hands);
      await ask(page, way, 'Compare');
      await expectPage(page.getByText(`Compare ${STACK} with`)).toBeVisible();
      await hands.openRow(page.getByRole('grid', { name: 'Pipelines to draw' }), '0004_stack_00ef53');
      const note = page.getByRole('group', { name: 'Comparison' });
      await expectPage(note).toContainText(
        /the same.*8 only left, in 0005_stack.*3 only right, in 0004_stack/,
      );
      await expectPage(itemOf(page, /^Ridge, meta-model, only right/)).toBeAttached();
      await page.goBack();
      await expectPage(note).toBeHidden();
    });
  }

  it('which parameter a range of pipelines varies', async () => {
    const page = await open(copyFixture('branches-stacking'));
    const hands = handsOf(page, 'by keyboard alone');
    await showPipeline(page, hands, '0022_range_372de8', /^\d+ nodes/);
    await ask(page, 'by keyboard alone', 'Compare');
    await hands.openRow(page.getByRole('grid', { name: 'Pipelines to draw' }), '0023_range_d2ac83');
    await expectPage(page.getByRole('group', { name: 'Comparison' })).toContainText('1 changed');
    await expectPage(itemOf(page, /^PLSRegression, model, n_components 5 → 8/)).toBeAttached();
  });

  it('what a text selects, kept in the address', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await showPipeline(page, handsOf(page, 'by keyboard alone'));
    await treeOf(page).focus();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('class:PLS+');
    const box = page.getByRole('group', { name: 'Select by text' });
    await expectPage(box.getByRole('status')).toHaveText('2');
    await expectPage.poll(() => inAddress(page, 'find')).toBe('class:PLS+');
    await page.keyboard.press('Enter');
    await expectPage(box.getByRole('status')).toHaveText('1 of 2');
    await page.keyboard.press('Enter');
    await expectPage(box.getByRole('status')).toHaveText('2 of 2');
    await page.reload();
    await expectPage(box.getByRole('textbox')).toHaveValue('class:PLS+');
    await box.getByRole('textbox').focus();
    await page.keyboard.press('Escape');
    await expectPage(box).toBeHidden();
    await expectPage(treeOf(page)).toBeFocused();
  });

  it('how it looks elsewhere: the whole picture as SVG, the graph as text', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await showPipeline(page, handsOf(page, 'by keyboard alone'));
    const save = async (name: RegExp): Promise<Download> => {
      await page.getByRole('button', { name: /^Save the picture/ }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name }).click(),
      ]);
      return download;
    };
    expect((await save(/^SVG/)).suggestedFilename()).toBe(`${STACK}.svg`);
    // In the desktop app the shell keeps what is downloaded where it asks for.
    if (host === 'desktop') return;
    const saved = async (name: RegExp): Promise<Buffer> => readFileSync(await (await save(name)).path());
    const svg = (await saved(/^SVG/)).toString();
    expect(svg).toContain(STACK);
    expect(svg).toContain('KNeighbors');
    // It stands by itself: another page shows it as it is.
    const picture = await page.evaluate<{ width: number; height: number }>(`(async () => {
      const image = new Image();
      image.src = 'data:image/svg+xml,' + encodeURIComponent(${JSON.stringify(svg)});
      await image.decode();
      return { width: image.naturalWidth, height: image.naturalHeight };
    })()`);
    expect(picture.width).toBeGreaterThan(700);
    const png = await saved(/2×/);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // Both show the same, what the canvas draws and what is written of the same scene; one that lacks a box is less alike.
    const { shared, shapes } = await likeness(page, svg, png);
    expect(shared).toBeGreaterThan(0.8);
    expect(shapes[0]).toBeCloseTo(shapes[1], 1);
    const lacking = svg.replace(/<g><title>KNeighbors[^]*?<\/g>/, '');
    expect((await likeness(page, lacking, png)).shared).toBeLessThan(shared - 0.03);
    expect((await saved(/^DOT/)).toString()).toMatch(/^digraph/);
    expect(JSON.parse((await saved(/^JSON/)).toString())).toMatchObject({ traced: true });
    // The picture of the whole workspace too.
    await page.getByRole('button', { name: 'Whole pipeline' }).click();
    await page.getByRole('menuitem', { name: 'Whole workspace' }).click();
    await drawn(page, /2 datasets/);
    expect((await save(/^SVG/)).suggestedFilename()).toBe('Workspace.svg');
    expect((await saved(/^SVG/)).toString()).toContain('share stored files');
    expect((await saved(/2×/)).subarray(1, 4).toString()).toBe('PNG');
    expect((await saved(/^DOT/)).toString()).toContain('dir=none');
  });
});
