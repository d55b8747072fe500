import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { copyFixture } from '../support/fixtures.ts';
import { storedName, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { handsOf, oneWay, type Hands } from './hands.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';

/** Goes to the view, types a path and looks at what lies there. */
async function look(page: Page, hands: Hands, path: string): Promise<void> {
  await scanned(page);
  await hands.goTo('Import');
  await hands.fill(page.getByRole('textbox', { name: 'A path on this computer' }), path);
  await hands.press(page.getByRole('button', { name: 'Look at it' }));
  await page.getByRole('grid', { name: 'What would be imported' }).waitFor();
  // The first rows are told before all is looked at, and can't be opened yet.
  await page.getByRole('button', { name: 'Look again', exact: true }).waitFor();
}

describeInHosts(
  'what is chosen of an import',
  (open, host) => {
    it.each(oneWay(host))('bundles one by one, and the dataset of exported artifacts, %s', async (way) => {
      const source = new WorkspaceBuilder();
      for (const name of ['one', 'two', 'three']) source.file(`exports/${name}.n4a.py`, name);
      source.store('corn', 'bytes');
      source.file('artifacts.json', JSON.stringify({ schema_version: '3.0', items: [v3Item('bytes')] }));
      const { root } = new WorkspaceBuilder().bystander();
      const page = await open(root);
      const hands = handsOf(page, way);
      await look(page, hands, source.root);
      const bundles = page.getByRole('region', { name: 'Bundles' });
      await hands.check(bundles.getByRole('checkbox', { name: /two\.n4a\.py/ }));
      await expectPage(page.getByRole('button', { name: 'Import 1 bundle', exact: true })).toBeVisible();
      const box = page.getByRole('textbox', { name: /that name none/ });
      await hands.fill(box, 'corn');
      await hands.press(page.getByRole('button', { name: 'Look again with it' }));
      // What was chosen of the bundles stays chosen.
      const go = page.getByRole('button', { name: 'Import 1 manifest and 1 bundle' });
      await go.waitFor();
      await expectPage(box).toHaveValue('corn');
      await hands.press(go);
      await page.getByText(/^Imported 1 manifest and 1 bundle/).waitFor();
      expect(readdirSync(join(root, 'exports'))).toEqual(['two.n4a.py']);
    });

    it.each(oneWay(host))('a file that can’t be put where it belongs is told, %s', async (way) => {
      const source = new WorkspaceBuilder();
      source.store('corn', 'bytes');
      source.manifest('runs/corn/0001_pls_aaaaaa', v3Manifest('corn', [v3Item('bytes')], { uid: 'there' }));
      const { root } = new WorkspaceBuilder().bystander();
      mkdirSync(join(root, 'binaries', 'corn', storedName('bytes')), { recursive: true });
      const page = await open(root);
      const hands = handsOf(page, way);
      await look(page, hands, source.root);
      await hands.openRow(page.getByRole('grid', { name: 'What would be imported' }), '0001_pls_aaaaaa');
      const detail = page.getByRole('region', { name: 'The manifest' });
      await expectPage(detail).toContainText('not let in');
      await expectPage(detail).toContainText('a link or a folder lies in its place');
      // Nobody has to leave it out: it is not taken of itself.
      await expectPage(page.getByText('Nothing is selected')).toBeVisible();
    });
  },
  { browserFirst: true },
);

describeInHosts('a workspace that is named to be imported', (open, host) => {
  it.each(oneWay(host))('can be opened instead, where the host opens others, %s', async (way) => {
    const page = await open(new WorkspaceBuilder().bystander().root);
    const hands = handsOf(page, way);
    await look(page, hands, copyFixture('corn'));
    const instead = page.getByRole('button', { name: 'Open it instead' });
    // The browser host serves those that it was started with.
    if (host === 'browser') return await expectPage(instead).toHaveCount(0);
    await hands.press(instead);
    await expectPage(page.getByRole('link', { name: /^Artifacts/ })).toContainText('51');
  });
});
