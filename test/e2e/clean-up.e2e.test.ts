import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { formatBytes, formatCount } from '../../shared/text/format-number.ts';
import { copyFixture, expectedFacts } from '../support/fixtures.ts';
import { axeFindings } from './axe.ts';
import { describeInHosts, expectPage, goToView, rescan, scanned } from './hosts.ts';

const WAYS = ['by mouse', 'by keyboard alone'] as const;

const facts = expectedFacts('orphans');
const ORPHANS = Object.entries(facts.files).filter(([, { status }]) => status === 'unreferenced');
const ORPHAN_BYTES = ORPHANS.reduce((sum, [, { size }]) => sum + size, 0);
const FILES = `${formatCount(ORPHANS.length)} files`;

const list = (page: Page, name: string): Locator => page.getByRole('grid', { name });
const plan = (page: Page): Locator =>
  page.getByRole('dialog').filter({ has: page.getByText('Emptying frees') });

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Goes on by Tab until something has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let turn = 0; turn < 80; turn += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never came there');
}

/** Presses a button by the mouse, or finds it by Tab and presses Enter. */
async function choose(page: Page, way: (typeof WAYS)[number], button: Locator): Promise<void> {
  await button.waitFor();
  if (way === 'by mouse') await button.click();
  else {
    await tabTo(page, button);
    await page.keyboard.press('Enter');
  }
}

const present = (folder: string): string[] =>
  ORPHANS.map(([path]) => path).filter((path) => existsSync(join(folder, path)));

/** Opens the view of what can be cleaned up. */
async function cleanUp(page: Page, way: (typeof WAYS)[number] = 'by mouse'): Promise<void> {
  await scanned(page);
  if (way === 'by mouse') await page.getByRole('link', { name: /^Clean up/ }).click();
  else await goToView(page, 'Clean up');
  await page.getByRole('heading', { name: 'Clean up', level: 1 }).waitFor();
}

/** Picks all orphans and asks for their plan. */
async function reviewOrphans(page: Page, way: (typeof WAYS)[number] = 'by mouse'): Promise<void> {
  const orphans = list(page, 'Orphans');
  await orphans.getByRole('row').nth(1).waitFor();
  if (way === 'by mouse') {
    await page.getByRole('checkbox', { name: 'Check all rows' }).click();
    await page.getByRole('button', { name: 'Review plan…' }).click();
  } else {
    await tabTo(page, orphans);
    await press(page, 'ArrowDown', 'Control+a');
    await press(page, 'Delete');
  }
  await plan(page).waitFor();
}

describeInHosts('clean up', (open, host) => {
  it.each(WAYS)(
    'finds orphans, says why, moves them, puts them back, and empties, %s',
    async (way) => {
      const folder = copyFixture('orphans');
      const before = new Map(ORPHANS.map(([path]) => [path, readFileSync(join(folder, path))]));
      const page = await open(folder);
      await cleanUp(page, way);
      await expectPage(page.getByRole('link', { name: /^Orphans/ })).toContainText(FILES);
      await expectPage(page.getByRole('link', { name: /^Orphans/ })).toContainText(formatBytes(ORPHAN_BYTES));
      await expectPage(list(page, 'Orphans')).toContainText('no manifest names it');
      await expectPage(page.getByText('Nothing selected')).toBeVisible();
      expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
      if (host === 'browser' && way === 'by mouse') expect.soft(await axeFindings(page)).toEqual([]);

      await reviewOrphans(page, way);
      await expectPage(plan(page)).toContainText(`${FILES}, ${formatBytes(ORPHAN_BYTES)}`);
      await expectPage(plan(page)).toContainText('From a fresh scan at');
      if (host === 'browser' && way === 'by mouse') expect.soft(await axeFindings(page)).toEqual([]);
      // The list has the focus, and Enter confirms nothing.
      await expectPage(plan(page).getByRole('grid', { name: 'Files that move' })).toBeFocused();
      await page.keyboard.press('Enter');
      expect(present(folder)).toHaveLength(ORPHANS.length);
      await choose(page, way, page.getByRole('button', { name: `Move ${FILES} to the trash` }));
      await page.getByText(`Moved ${FILES} (${formatBytes(ORPHAN_BYTES)}) to the trash.`).waitFor();
      expect(present(folder)).toEqual([]);
      await expectPage(page.getByText('No orphans', { exact: true })).toBeVisible();

      await choose(page, way, page.getByRole('button', { name: 'Undo', exact: true }));
      await page.getByText(`Put back ${FILES}`).waitFor();
      for (const [path, bytes] of before)
        expect(readFileSync(join(folder, path)).equals(bytes), path).toBe(true);

      await reviewOrphans(page, way);
      await choose(page, way, page.getByRole('button', { name: `Move ${FILES} to the trash` }));
      await page.getByText(`Moved ${FILES}`).waitFor();
      if (way === 'by mouse') await page.getByRole('link', { name: /^Trash/ }).click();
      else await goToView(page, 'Trash');
      const trash = page.getByRole('treegrid', { name: 'Trash' });
      await trash.getByRole('row').nth(1).waitFor();
      if (host === 'browser' && way === 'by mouse') expect.soft(await axeFindings(page)).toEqual([]);
      await choose(page, way, page.getByRole('button', { name: 'Empty…' }));
      const dialog = page.getByRole('dialog', { name: `Delete ${FILES} for good?` });
      await expectPage(dialog).toContainText('It can’t be undone.');
      await expectPage(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
      if (host === 'browser' && way === 'by mouse') expect.soft(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expectPage(page.getByRole('button', { name: 'Empty…' })).toBeFocused();
      await page.keyboard.press('Enter');
      await choose(page, way, dialog.getByRole('button', { name: `Delete ${FILES} for good` }));
      await page.getByText(`Deleted ${FILES}`).waitFor();
      await expectPage(page.getByText('The trash is empty')).toBeVisible();
      expect(present(folder)).toEqual([]);
    },
    120_000,
  );

  it('restores single files of a batch', async () => {
    const folder = copyFixture('orphans');
    const page = await open(folder);
    await cleanUp(page);
    await reviewOrphans(page);
    await page.getByRole('button', { name: `Move ${FILES} to the trash` }).click();
    await page.getByText(`Moved ${FILES}`).waitFor();
    await page.getByRole('link', { name: /^Trash/ }).click();
    const trash = page.getByRole('treegrid', { name: 'Trash' });
    await trash.getByRole('row').nth(1).click();
    const [picked] = ORPHANS.map(([path]) => path);
    await trash.getByRole('checkbox', { name: `Select ${picked}` }).click();
    await page.getByRole('button', { name: 'Restore 1 file' }).click();
    await page.getByText('Put back 1 file').waitFor();
    expect(present(folder)).toEqual([picked]);
  });

  it('refuses beside a manifest that can’t be read, and goes on when it is mended', async () => {
    const folder = copyFixture('orphans');
    const [broken] = facts.manifests;
    if (broken === undefined) throw new Error('The fixture has no manifest');
    const whole = readFileSync(join(folder, broken.path));
    truncateSync(join(folder, broken.path), 900);
    const page = await open(folder);
    await cleanUp(page);
    await expectPage(page.getByText('Orphans can’t be told while 1 manifest can’t be read.')).toBeVisible();
    await expectPage(page.getByText(broken.path).first()).toBeVisible();
    // What isn't known is never 0.
    await expectPage(page.getByRole('link', { name: /^Orphans/ })).toContainText('not known');
    await expectPage(page.getByRole('heading', { name: 'Not known' })).toBeVisible();
    if (host === 'browser') expect.soft(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: /^Undecided/ }).click();
    await expectPage(list(page, 'Undecided files').getByRole('checkbox').nth(1)).toBeDisabled();
    await page.getByRole('button', { name: 'Show the manifest' }).click();
    await page.getByRole('group', { name: 'Text of the manifest' }).waitFor();
    writeFileSync(join(folder, broken.path), whole);
    await rescan(page);
    await expectPage(page.getByText('Orphans can’t be told')).toBeHidden();
    await page.getByRole('link', { name: /^Orphans/ }).click();
    await expectPage(page.getByRole('link', { name: /^Orphans/ })).toContainText(FILES);
  });

  it('shows each of several that can’t be read at its line, a copy of the library too', async () => {
    const folder = copyFixture('orphans');
    const [broken] = facts.manifests;
    if (broken === undefined) throw new Error('The fixture has no manifest');
    truncateSync(join(folder, broken.path), 900);
    mkdirSync(join(folder, 'library', 'mine'), { recursive: true });
    writeFileSync(
      join(folder, 'library', 'mine', 'manifest.yaml'),
      'uid: mine\nartifacts:\n  items: [\npredictions: []\n',
    );
    const page = await open(folder);
    await cleanUp(page);
    await expectPage(page.getByText('Orphans can’t be told while 2 manifests can’t be read.')).toBeVisible();
    const copy = page.getByRole('listitem').filter({ hasText: 'library/mine/manifest.yaml' });
    await copy.getByRole('button', { name: 'Show the manifest' }).click();
    await expectPage(page.getByRole('group', { name: 'Text of the manifest' })).toContainText('uid: mine');
    await expectPage(page.getByText(/^line \d+ of 4$/)).toBeVisible();
    await copy.getByRole('button', { name: 'Count it as empty…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Count this manifest as empty?' });
    await dialog.getByRole('textbox').fill('mine');
    await page.keyboard.press('Escape');
    await expectPage(copy.getByRole('button', { name: 'Count it as empty…' })).toBeFocused();
  });

  it('counts a manifest as empty once its id was typed, and takes that back', async () => {
    const folder = copyFixture('orphans');
    const [broken] = facts.manifests;
    if (broken === undefined) throw new Error('The fixture has no manifest');
    truncateSync(join(folder, broken.path), 900);
    const page = await open(folder);
    await cleanUp(page);
    await page.getByRole('button', { name: 'Count it as empty…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Count this manifest as empty?' });
    await dialog.getByRole('textbox').fill('something else');
    await expectPage(dialog.getByRole('button', { name: 'Count it as empty' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await dialog.getByRole('textbox').fill(broken.path.split('/').at(-2) ?? '');
    if (host === 'browser') expect.soft(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Count it as empty' }).click();
    await page.getByText('1 manifest that can’t be read counted as empty').waitFor();
    await page.getByRole('button', { name: 'Take that back' }).click();
    await page.getByText('Orphans can’t be told while 1 manifest can’t be read.').waitFor();
  });

  it('deletes a pipeline that shares files: what others use stays', async () => {
    const corn = expectedFacts('corn');
    const folder = copyFixture('corn');
    const [shown] = corn.manifests;
    if (shown === undefined) throw new Error('The fixture has no manifest');
    const frees = corn.exclusive_bytes_by_pipeline[shown.path] ?? 0;
    const shared = Object.entries(corn.files).filter(
      ([, { referenced_by }]) =>
        referenced_by.some(([manifest]) => manifest === shown.path) &&
        referenced_by.some(([manifest]) => manifest !== shown.path),
    );
    expect(shared.length).toBeGreaterThan(0);
    const page = await open(folder);
    await cleanUp(page);
    await page.getByRole('link', { name: /^Pipelines/ }).click();
    await list(page, 'Pipelines')
      .getByRole('checkbox', { name: `Select ${shown.pipeline_id}` })
      .click();
    const foot = page.getByRole('group', { name: 'What if' });
    await expectPage(foot).toContainText('1 pipeline selected');
    await expectPage(foot).toContainText(`frees ${formatBytes(frees)}`);
    await expectPage(foot).toContainText('breaks nothing');
    await foot.getByRole('button', { name: 'Review plan…' }).click();
    await plan(page).waitFor();
    await plan(page)
      .getByRole('tab', { name: /^Stays/ })
      .click();
    await expectPage(plan(page)).toContainText('something else uses it too');
    await page.getByRole('button', { name: /^Move .* to the trash$/ }).click();
    await page.getByText(/^Moved /).waitFor();
    for (const [path] of shared) expect(existsSync(join(folder, path)), path).toBe(true);
    expect(existsSync(join(folder, shown.path))).toBe(false);
    // Its folder stays: nirs4all numbers pipelines by counting folders.
    expect(existsSync(join(folder, shown.path, '..'))).toBe(true);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText(/^Put back /).waitFor();
    expect(existsSync(join(folder, shown.path))).toBe(true);
  });

  it('lets foreign files be picked one by one only', async () => {
    const page = await open(copyFixture('orphans'));
    await cleanUp(page);
    await page.getByRole('link', { name: /^Foreign/ }).click();
    const foreign = list(page, 'Foreign files');
    await foreign.getByRole('row').nth(2).waitFor();
    await expectPage(foreign.getByRole('checkbox', { name: 'Check all rows' })).toBeDisabled();
    const checked = foreign.getByRole('checkbox', { checked: true });
    await foreign.getByRole('row').nth(1).getByRole('checkbox').click();
    await foreign
      .getByRole('row')
      .nth(3)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await expectPage(checked).toHaveCount(2);
    await press(page, 'Shift+ArrowDown', 'Control+a');
    await expectPage(checked).toHaveCount(2);
    await expectPage(page.getByText('2 files selected')).toBeVisible();
  });

  it('says what filters a list, keeps its order in the address, and lets go of both', async () => {
    const page = await open(copyFixture('orphans'));
    await cleanUp(page);
    await list(page, 'Orphans').getByRole('columnheader', { name: 'Age' }).click();
    await expect.poll(() => page.url()).toContain('sort=-age');
    await page.getByRole('textbox', { name: /^Filter/ }).fill('no such file');
    await expectPage(page.getByText('Nothing in this workspace contains “no such file”.')).toBeVisible();
    await page.getByRole('button', { name: 'Remove contains “no such file”' }).click();
    await list(page, 'Orphans').getByRole('row').nth(1).waitFor();
  });

  it('asks for the name before a whole dataset goes', async () => {
    const folder = copyFixture('several-datasets');
    const page = await open(folder);
    await cleanUp(page);
    await page.getByRole('link', { name: /^Whole dataset/ }).click();
    const row = list(page, 'Datasets').getByRole('row', { name: /^corn2/ });
    await row.click();
    await plan(page).waitFor();
    await expectPage(plan(page)).toContainText('corn is another dataset and is not touched.');
    const move = page.getByRole('button', { name: 'Move corn2 to the trash' });
    await expectPage(move).toHaveAttribute('aria-disabled', 'true');
    await plan(page).getByRole('textbox').fill('corn2');
    await move.click();
    await page.getByText(/^Moved /).waitFor();
    expect(existsSync(join(folder, 'binaries', 'corn'))).toBe(true);
    await expectPage(list(page, 'Datasets').getByRole('row', { name: /^corn2/ })).toBeHidden();
  });

  it('leaves a file that is named between plan and move', async () => {
    const folder = copyFixture('orphans');
    const page = await open(folder);
    await cleanUp(page);
    await reviewOrphans(page);
    const [manifest] = facts.manifests;
    const [path] = ORPHANS.find(([one]) => one.startsWith('binaries/wheat/')) ?? [];
    if (manifest === undefined || path === undefined) throw new Error('The fixture has no such file');
    const copy = join(folder, 'library', 'manifest.yaml');
    mkdirSync(join(copy, '..'), { recursive: true });
    const name = path.split('/').at(-1) ?? '';
    writeFileSync(
      copy,
      `uid: named-since\ndataset: wheat\nartifacts:\n  items:\n  - artifact_id: x$y:all\n    path: ${name}\n    artifact_type: model\npredictions: []\n`,
    );
    await page.getByRole('button', { name: `Move ${FILES} to the trash` }).click();
    await page.getByText(/^Moved /).waitFor();
    await expectPage(
      page.getByText(/1 file stayed: a manifest names it since \d\d:\d\d:\d\d\./),
    ).toBeVisible();
    expect(present(folder)).toEqual([path]);
    rmSync(copy);
  });

  it('keeps what an export or the library names', async () => {
    const kept = expectedFacts('bundle-and-library');
    const folder = copyFixture('bundle-and-library');
    const page = await open(folder);
    await cleanUp(page);
    await page.getByRole('link', { name: /^Pipelines/ }).click();
    const pipelines = list(page, 'Pipelines');
    for (const { path, pipeline_id } of kept.manifests) {
      const frees = kept.exclusive_bytes_by_pipeline[path] ?? 0;
      await expectPage(pipelines.getByRole('row').filter({ hasText: pipeline_id })).toContainText(
        formatBytes(frees),
      );
    }
    await page.getByRole('checkbox', { name: 'Check all rows' }).click();
    await page.getByRole('group', { name: 'What if' }).getByRole('button', { name: 'Review plan…' }).click();
    await plan(page).waitFor();
    // What an export would miss is for the user to say.
    const breaks = page.getByRole('checkbox', { name: /^Break \d/ });
    if ((await breaks.count()) > 0) await breaks.check();
    await page.getByRole('button', { name: /^Move .* to the trash$/ }).click();
    await page.getByText(/^Moved /).waitFor();
    const copies = Object.entries(kept.files).filter(([, file]) => (file.kept_by_copies ?? []).length > 0);
    expect(copies.length).toBeGreaterThan(0);
    for (const [path] of copies) expect(existsSync(join(folder, path)), path).toBe(true);
  });

  it('asks first of all about a clean-up that was cut off, and undoes it', async () => {
    const folder = copyFixture('orphans');
    const page = await open(folder);
    await cleanUp(page);
    await reviewOrphans(page);
    await page.getByRole('button', { name: `Move ${FILES} to the trash` }).click();
    await page.getByText(`Moved ${FILES}`).waitFor();
    // As a kill after the last move leaves it: the journal does not yet say that the work is complete.
    const trash = join(folder, '.stemma', 'trash');
    const [batch = ''] = readdirSync(trash);
    renameSync(join(trash, batch, 'complete.journal'), join(trash, batch, 'moving.journal'));
    await page.reload();
    const dialog = page.getByRole('dialog', { name: 'A clean-up was interrupted' });
    await dialog.waitFor();
    await expectPage(dialog).toContainText('Finish it or undo it.');
    // Neither answer has the focus: Enter moves nothing.
    await page.keyboard.press('Enter');
    await expectPage(dialog).toBeVisible();
    expect(present(folder)).toEqual([]);
    if (host === 'browser') expect.soft(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Undo it' }).click();
    await page.getByText(`Put back ${FILES}`).waitFor();
    expect(present(folder)).toHaveLength(ORPHANS.length);
    await expectPage(dialog).toBeHidden();
  });

  it.runIf(host === 'browser')('shows in one window what another one moved', async () => {
    const folder = copyFixture('orphans');
    const page = await open(folder);
    await cleanUp(page);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.reload();
    await expectPage(other.getByRole('link', { name: /^Orphans/ })).toContainText(FILES);
    await reviewOrphans(page);
    await page.getByRole('button', { name: `Move ${FILES} to the trash` }).click();
    await page.getByText(`Moved ${FILES}`).waitFor();
    await expectPage(other.getByRole('link', { name: /^Orphans/ })).toContainText('0 files');
    await expectPage(other.getByText('No orphans', { exact: true })).toBeVisible();
  });

  it.runIf(host === 'browser')('says why nothing moves in a read-only workspace', async () => {
    const page = await open(copyFixture('orphans'), { readOnly: true });
    await cleanUp(page);
    await page.getByRole('checkbox', { name: 'Check all rows' }).click();
    const review = page.getByRole('button', { name: 'Review plan…' });
    await expectPage(review).toHaveAttribute('aria-disabled', 'true');
    await expectPage(review).toHaveAttribute('title', /read-only/);
  });
});
