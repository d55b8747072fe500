import { it } from 'vitest';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { drawn, graphHands, infoOf, itemOf, keysTo, showPipeline, STACK, treeOf } from './graph.ts';
import { handsOf, waysIn } from './hands.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';
import { inAddress } from './in-address.ts';

describeInHosts('the graph', (open, host) => {
  for (const way of waysIn(host)) {
    it(`draws a pipeline, shows what it needs and what needs it, and selects, ${way}`, async () => {
      const page = await open(copyFixture('branches-stacking'));
      const hands = handsOf(page, way);
      const graph = graphHands(page, way);
      await showPipeline(page, hands);
      await graph.press('StandardNormalVariate');
      await expectPage(infoOf(page)).toContainText(/StandardNormalVariate.*needs 1.*needed by 4/);
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      await expectPage(inspector.getByRole('heading', { name: 'StandardNormalVariate' })).toBeVisible();
      await expectPage(itemOf(page, /^StandardNormalVariate/)).toHaveAttribute('aria-selected', 'true');
      // What is selected elsewhere is shown here.
      await hands.press(inspector.getByRole('link', { name: 'MinMaxScaler' }).first());
      await expectPage(itemOf(page, /^MinMaxScaler/)).toHaveAttribute('aria-selected', 'true');
      await page.goBack();
      await expectPage(itemOf(page, /^StandardNormalVariate/)).toHaveAttribute('aria-selected', 'true');
    });

    it(`opens folds, draws what is around a node, and Back undoes both, ${way}`, async () => {
      const page = await open(copyFixture('branches-stacking'));
      const hands = handsOf(page, way);
      const graph = graphHands(page, way);
      await showPipeline(page, hands);
      // There is one in each branch; the first that is come to is opened.
      const opened = treeOf(page).getByRole('treeitem', { name: /^PLSRegression/, expanded: true });
      await expectPage(opened).toHaveCount(0);
      await graph.open('PLSRegression');
      await expectPage(opened).toHaveCount(1);
      await expectPage(itemOf(page, /^fold 2/)).toBeAttached();
      await graph.open('StandardNormalVariate');
      await drawn(page, 5);
      await page.goBack();
      await drawn(page, 10);
      await expectPage(opened).toHaveCount(1);
      // What was clicked was selected too, which Back undoes by itself.
      if (way === 'by mouse') await page.goBack();
      await page.goBack();
      await expectPage(opened).toHaveCount(0);
    });

    it(`shows the workspace, selects a pipeline there and goes into it, ${way}`, async () => {
      const page = await open(copyFixture('corn'));
      await scanned(page);
      const hands = handsOf(page, way);
      const graph = graphHands(page, way);
      await hands.goTo('Graph');
      await hands.press(page.getByRole('button', { name: 'Whole workspace' }));
      await drawn(page, /1 dataset, \d+ pipelines/);
      const [name = '', other = ''] = expectedFacts('corn').manifests.map(({ pipeline_id: id }) => id ?? '');
      await graph.press(name);
      await page
        .getByRole('complementary', { name: 'Inspector' })
        .getByRole('heading', { name, level: 2 })
        .waitFor();
      await expectPage(itemOf(page, new RegExp(`^${name}`))).toHaveAttribute('aria-selected', 'true');
      await graph.open(other);
      await drawn(page, /\d+ nodes/);
      await page.goBack();
      await drawn(page, /1 dataset/);
    });
  }

  it('is worked by the keys of the list of keys', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await scanned(page);
    await handsOf(page, 'by keyboard alone').goTo('Graph');
    await page.getByRole('button', { name: new RegExp(`^${STACK}`) }).press('Enter');
    await drawn(page, 10);
    await treeOf(page).focus();
    // Along the edges, and to the other end of all.
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('u');
    await drawn(page, 8);
    await page.keyboard.press('0');
    await drawn(page, 10);
    await page.keyboard.press('Home');
    await page.keyboard.press('1');
    await drawn(page, 4);
    // What lies outside is a number, and comes when it is called.
    await keysTo(page, /not in the picture$/);
    await page.keyboard.press('b');
    await expectPage.poll(() => inAddress(page, 'beyond')).not.toBeNull();
    await drawn(page, /[5-9] nodes/);
    await page.goBack();
    await drawn(page, 4);
    await page.keyboard.press('3');
    await drawn(page, /\d+ nodes/);
    await page.keyboard.press('d');
    await expectPage.poll(() => inAddress(page, 'way')).toBe('needed_by');
    await page.keyboard.press('0');
    await drawn(page, 10);
    const zoom = page.getByRole('button', { name: /^Zoom: / });
    const before = await zoom.textContent();
    await page.keyboard.press('+');
    await expectPage(zoom).not.toHaveText(before ?? '');
    await page.keyboard.press('Shift+1');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Inspector' }).waitFor();
    await page.keyboard.press('Escape');
    await expectPage(page.getByRole('complementary', { name: 'Inspector' })).toBeHidden();
    await expectPage(treeOf(page)).toBeFocused();
  });

  it('is where G and a button lead from an operator of several pipelines', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await scanned(page);
    const hands = handsOf(page, 'by keyboard alone');
    await hands.goTo('Chains');
    await page.getByRole('radio', { name: 'By operator' }).click();
    const tree = page.getByRole('treegrid', { name: 'Chains by operator' });
    const leads = async (how: () => Promise<void>): Promise<void> => {
      await hands.unfold(tree, 'wheat');
      await hands.openRow(tree, 'MinMaxScaler');
      await how();
      await expectPage(itemOf(page, /^MinMaxScaler/)).toHaveAttribute('aria-selected', 'true');
      await page.goBack();
    };
    await leads(() => page.keyboard.press('g'));
    await leads(() => page.getByRole('button', { name: 'Show in graph' }).click());
  });

  it('is where G leads from an operator of several folds', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await scanned(page);
    const hands = handsOf(page, 'by keyboard alone');
    await hands.goTo('Chains');
    await page.getByRole('textbox', { name: /^Filter/ }).fill(STACK);
    await hands.press(page.getByRole('button', { name: 'Open all' }));
    const tree = page.getByRole('treegrid', { name: 'Chains by run' });
    await hands.openRow(tree, 'KNeighborsRegressor');
    await page.keyboard.press('g');
    await drawn(page, 10);
    await expectPage(itemOf(page, /^KNeighborsRegressor/)).toHaveAttribute('aria-selected', 'true');
  });

  it('is where G and the palette lead', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await scanned(page);
    await handsOf(page, 'by keyboard alone').goTo('Artifacts');
    const list = page.getByRole('grid', { name: 'Artifacts' });
    await list.getByRole('row').nth(2).waitFor();
    await list.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('g');
    await drawn(page, /\d+ nodes/);
    await expectPage(treeOf(page).getByRole('treeitem', { selected: true })).toHaveCount(1);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or run' }).waitFor();
    await page.keyboard.type(`@${STACK}`);
    await page.getByRole('option', { name: new RegExp(STACK) }).waitFor();
    await page.keyboard.press('Control+Enter');
    await drawn(page, 10);
  });
});
