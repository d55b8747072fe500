import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { filesOnly } from '../clean/contents.ts';
import { snapshot } from '../clean/support.ts';
import { storedName, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { handsOf, waysIn, type Hands } from './hands.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';

/** A pipeline of a workspace. */
function pipeline(builder: WorkspaceBuilder, folder: string, uid: string, contents: readonly string[]): void {
  const items = contents.map((content) => v3Item(content));
  builder.manifest(
    `runs/corn/${folder}`,
    v3Manifest('corn', items, { uid, pipeline_id: folder, created_at: '2026-11-03T09:22:00' }),
  );
}

/** A workspace with one pipeline. */
function here(): WorkspaceBuilder {
  const builder = new WorkspaceBuilder();
  builder.store('corn', 'shared');
  pipeline(builder, '0001_pls_aaaaaa', 'here', ['shared']);
  return builder;
}

/** What a colleague sends: a new pipeline, another run of the one that is here, one without its file, one that is broken. */
function away(): WorkspaceBuilder {
  const builder = new WorkspaceBuilder();
  for (const content of ['shared', 'two', 'three']) builder.store('corn', content);
  pipeline(builder, '0001_pls_aaaaaa', 'there', ['shared', 'two']);
  pipeline(builder, '0002_pls_bbbbbb', 'new', ['shared', 'three']);
  pipeline(builder, '0003_pls_cccccc', 'lacking', ['nowhere']);
  builder.file(
    'runs/corn/0004_pls_dddddd/manifest.yaml',
    'uid: broken\ndataset: corn\nartifacts:\n  items: [\n',
  );
  return builder;
}

const listOf = (page: Page): Locator => page.getByRole('grid', { name: 'What would be imported' });
const detailOf = (page: Page): Locator => page.getByRole('region', { name: 'The manifest' });

/** Goes to the view, types a path and looks at what lies there. */
async function look(page: Page, hands: Hands, path: string): Promise<void> {
  await scanned(page);
  await hands.goTo('Import');
  await hands.fill(page.getByRole('textbox', { name: 'A path on this computer' }), path);
  await hands.press(page.getByRole('button', { name: 'Look at it' }));
  await listOf(page).waitFor();
}

describeInHosts('importing', (open, host) => {
  it.each(waysIn(host))(
    'shows what would be imported, imports what is chosen, and takes it back, %s',
    async (way) => {
      const workspace = here().root;
      const before = filesOnly(snapshot(workspace));
      const page = await open(workspace);
      const hands = handsOf(page, way);
      await look(page, hands, away().root);
      const list = listOf(page);
      await expectPage(list.getByRole('row', { name: /0001_pls_aaaaaa/ })).toContainText('conflict');
      await expectPage(list.getByRole('row', { name: /0002_pls_bbbbbb/ })).toContainText('new');
      await expectPage(page.getByText('2 manifests selected')).toBeVisible();
      expect(filesOnly(snapshot(workspace))).toEqual(before);

      // A conflict: both sides, and it goes beside what is there.
      await hands.openRow(list, '0001_pls_aaaaaa');
      await expectPage(detailOf(page)).toContainText('another run of the same pipeline');
      await expectPage(detailOf(page)).toContainText('2026-11-03 09:22');
      const beside = detailOf(page).getByRole('radio', { name: /^Import beside it, as 0\d+_pls_aaaaaa/ });
      if (way === 'by mouse') await beside.click();
      else await hands.pickRow(list, '0001_pls_aaaaaa');
      await expectPage(page.getByText('3 manifests selected')).toBeVisible();
      await expectPage(beside).toBeChecked();

      // One that lacks its file is said to, and left out.
      await hands.openRow(list, '0003_pls_cccccc');
      await expectPage(detailOf(page)).toContainText('can be looked at, not predicted with');
      await hands.pickRow(list, '0003_pls_cccccc');
      await expectPage(page.getByText('2 manifests selected')).toBeVisible();

      // A broken one: where, and the lines around it.
      await hands.openRow(list, '0004_pls_dddddd');
      await expectPage(detailOf(page)).toContainText(/line \d+, column \d+/);
      await expectPage(detailOf(page)).toContainText('items: [');

      await expectPage(page.getByText(/copies 4 files/)).toBeVisible();
      await hands.press(page.getByRole('button', { name: 'Import 2 manifests' }));
      await page.getByText(/^Imported 2 manifests, 4 files/).waitFor();
      expect(readdirSync(join(workspace, 'runs/corn'))).toHaveLength(3);
      expect(existsSync(join(workspace, 'binaries/corn', storedName('three')))).toBe(true);
      expect(filesOnly(snapshot(workspace))).toMatchObject(before);

      await hands.press(page.getByRole('button', { name: 'Undo', exact: true }));
      await page.getByText(/^Moved \d+ files .* to the trash\.$/).waitFor();
      expect(filesOnly(snapshot(workspace))).toEqual(before);
    },
  );

  it('goes on after the page was loaded anew, and is given up', async () => {
    const page = await open(here().root);
    const hands = handsOf(page, 'by mouse');
    await look(page, hands, away().root);
    await hands.pickRow(listOf(page), '0002_pls_bbbbbb');
    await expectPage(page.getByText('1 manifest selected')).toBeVisible();
    await page.reload();
    await expectPage(page.getByText('1 manifest selected')).toBeVisible();
    await expectPage(listOf(page).getByRole('row', { name: /0002_pls_bbbbbb/ })).toContainText('new');
    await page.getByRole('button', { name: 'Close the preview' }).click();
    await expectPage(page.getByText('Nothing to import yet')).toBeVisible();
  });

  it('says what is wrong with what was named', async () => {
    const builder = here();
    const page = await open(builder.root);
    const hands = handsOf(page, 'by mouse');
    const archive = builder.path('results.zip');
    writeFileSync(archive, 'no archive');
    await scanned(page);
    await hands.goTo('Import');
    await hands.fill(page.getByRole('textbox', { name: 'A path on this computer' }), archive);
    await hands.press(page.getByRole('button', { name: 'Look at it' }));
    await expectPage(page.getByText('There is no manifest in it')).toBeVisible();
    await expectPage(page.getByText(/results\.zip/).last()).toBeVisible();
    await expectPage(page.getByText(/damaged, cut off, or no such archive/)).toBeVisible();
  });
});
