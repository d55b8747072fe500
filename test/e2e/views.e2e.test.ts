import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { isLeftToSoak, isSoak } from '../support/scale.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { axeFindings } from './axe.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';

/** Goes to a place of the workspace by its address. */
async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate(
    `location.hash = location.hash.replace(/^(#\\/w\\/[^/]+).*$/, '$1/' + ${JSON.stringify(place)})`,
  );
}

/** Something to look at: where, and what to wait for or do before. */
interface Sight {
  readonly name: string;
  readonly place: string;
  readonly ready: (page: Page) => Promise<unknown>;
}

const [first] = expectedFacts('branches-stacking').manifests;
const manifest = encodeURIComponent('runs/two_sensors/0003_source_stack_f19a6b/manifest.yaml');
const [file] = Object.keys(expectedFacts('branches-stacking').files);

const list = (name: string) => (page: Page) =>
  page.getByRole('grid', { name }).getByRole('row').nth(1).waitFor();
const tree = (name: string) => (page: Page) =>
  page.getByRole('treegrid', { name }).getByRole('row').nth(1).waitFor();
const tab = (name: string) => (page: Page) => page.getByRole('tab', { name }).waitFor();

const SIGHTS: readonly Sight[] = [
  { name: 'overview', place: 'overview', ready: (page) => page.getByRole('treegrid').first().waitFor() },
  {
    name: 'overview by pipeline',
    place: 'overview?by=pipeline',
    ready: (page) => page.getByRole('treegrid').first().waitFor(),
  },
  { name: 'chains', place: 'chains', ready: tree('Chains by run') },
  {
    name: 'chains, all open',
    place: 'chains?q=',
    ready: async (page) => {
      await page.getByRole('button', { name: 'Open all' }).click();
      await page
        .getByRole('row', { name: /fold 0/ })
        .first()
        .waitFor();
    },
  },
  { name: 'chains by operator', place: 'chains?by=operator', ready: tree('Chains by operator') },
  {
    name: 'chains without a match',
    place: 'chains?q=zzz',
    ready: (page) => page.getByText('No record matches').waitFor(),
  },
  { name: 'artifacts', place: 'artifacts', ready: list('Artifacts') },
  {
    name: 'artifacts with a selection and chips',
    place: 'artifacts?q=PLS&type=model',
    ready: async (page) => {
      await list('Artifacts')(page);
      await page.getByRole('checkbox', { name: 'Check all rows' }).click();
      await page
        .getByText(/selected/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'the columns of artifacts',
    place: 'artifacts?sort=size',
    ready: async (page) => {
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('listbox', { name: 'Columns' }).waitFor();
    },
  },
  {
    name: 'a facet of artifacts',
    place: 'artifacts?sort=fold',
    ready: async (page) => {
      await page.getByRole('button', { name: 'Type' }).click();
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'artifacts without a match',
    place: 'artifacts?q=zzz',
    ready: (page) => page.getByText('No record matches').waitFor(),
  },
  { name: 'a record', place: `artifacts?sel=r:${manifest}%2324`, ready: tab('Summary') },
  {
    name: 'relations of a record',
    place: `artifacts?sel=r:${manifest}%2324&tab=relations`,
    ready: (page) => page.getByRole('heading', { name: 'Source models' }).waitFor(),
  },
  {
    name: 'the manifest of a record',
    place: `artifacts?sel=r:${manifest}%2324&tab=manifest`,
    ready: (page) => page.getByRole('group', { name: 'Text of the manifest' }).waitFor(),
  },
  { name: 'a pipeline', place: `chains?sel=p:${manifest}`, ready: tab('Manifest') },
  { name: 'a file', place: `artifacts?sel=f:${encodeURIComponent(file ?? '')}`, ready: tab('Records') },
  {
    name: 'something that is gone',
    place: 'artifacts?sel=f:nothing',
    ready: (page) => page.getByText('No longer there').waitFor(),
  },
  {
    name: 'the palette',
    place: 'overview?q=',
    ready: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
    },
  },
  {
    name: 'the menu of datasets',
    place: 'overview',
    ready: async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Dataset: / }).click();
      await page.getByRole('menu', { name: 'Dataset' }).waitFor();
    },
  },
];

/** One sight of each kind, for every run. */
const MAIN_SIGHTS: ReadonlySet<string> = new Set([
  'overview',
  'chains by operator',
  'artifacts with a selection and chips',
  'a record',
  'the palette',
]);

const SHOWN = isLeftToSoak('what axe finds in sights besides the main ones')
  ? SIGHTS.filter(({ name }) => MAIN_SIGHTS.has(name))
  : SIGHTS;

/** Of the dark theme axe asks about colours alone, which takes as long: the soak does. */
const THEMES = isSoak ? (['light', 'dark'] as const) : (['light'] as const);

describeInHosts('views', (open, host) => {
  it.runIf(host === 'browser').each(THEMES)(
    'hold nothing that axe finds, %s',
    async (theme) => {
      expect(first).toBeDefined();
      const page = await open(copyFixture('branches-stacking'), { theme });
      await scanned(page);
      const asked = theme === 'light' ? 'all' : 'colours';
      for (const { name, place, ready } of SHOWN) {
        await goTo(page, place);
        await ready(page);
        expect.soft(await axeFindings(page, asked), name).toEqual([]);
        await page.keyboard.press('Escape');
      }
    },
    180_000,
  );

  it.runIf(host === 'browser').each(THEMES)(
    'of an empty workspace and the start page hold nothing that axe finds, %s',
    async (theme) => {
      const folder = join(temporaryFolder(), 'workspace');
      mkdirSync(join(folder, 'runs'), { recursive: true });
      mkdirSync(join(folder, 'binaries'));
      const page = await open(folder, { theme });
      await scanned(page);
      for (const view of ['overview', 'chains', 'artifacts']) {
        await goTo(page, view);
        await page.getByText(/^No (artifacts|chains) yet/).waitFor();
        expect.soft(await axeFindings(page), view).toEqual([]);
      }
      await page.evaluate(`location.hash = '#/start'`);
      await page.getByRole('heading', { name: 'Stemma' }).waitFor();
      expect.soft(await axeFindings(page), 'start').toEqual([]);
    },
    60_000,
  );

  it('say which manifest can’t be read, and show it where it ends', async () => {
    const folder = copyFixture('orphans');
    const [broken] = expectedFacts('orphans').manifests;
    if (broken === undefined) throw new Error('The fixture has no manifest');
    truncateSync(join(folder, broken.path), 100);
    const page = await open(folder);
    await scanned(page);
    await expectPage(page.getByText('1 manifest can’t be read').first()).toBeVisible();
    await expectPage(page.getByText('undecided').first()).toBeVisible();
    if (host === 'browser') expect.soft(await axeFindings(page)).toEqual([]);
    await goTo(page, `overview?sel=p:${encodeURIComponent(broken.path)}`);
    await expectPage(page.getByText('This manifest can’t be read.')).toBeVisible();
    await page.getByRole('tab', { name: 'Manifest' }).click();
    await page.getByRole('group', { name: 'Text of the manifest' }).waitFor();
    if (host === 'browser') expect.soft(await axeFindings(page)).toEqual([]);
  });

  it('come back where they were after a reload', async () => {
    const page = await open(copyFixture('branches-stacking'));
    await scanned(page);
    await goTo(page, `chains?sel=r:${manifest}%2324&tab=relations`);
    const row = page.locator('main .grid-row.current');
    await expectPage(row).toContainText('fold 1');
    await page.reload();
    await expectPage(row).toContainText('fold 1');
    await expectPage(page.getByRole('tab', { name: 'Relations' })).toHaveAttribute('aria-selected', 'true');
  });
});
