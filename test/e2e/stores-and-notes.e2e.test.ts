import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { copyFixture } from '../support/fixtures.ts';
import { copyStore } from '../support/stores.ts';
import { storedName, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { filesIn } from '../clean/support.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { goToCleanUp } from './cleaning.ts';
import { handsOf, oneWay } from './hands.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';

const STORE = join(root, 'test', 'fixtures', 'store-1.4.10', 'workspace');

describeInHosts(
  'what the window says of stores and of files that differ',
  (open, host) => {
    it.each(oneWay(host))('a store that is not read is told in every view, %s', async (way) => {
      const folder = copyFixture('corn');
      writeFileSync(join(folder, 'store.duckdb'), 'DUCK');
      mkdirSync(join(folder, 'native_results'));
      const page = await open(folder);
      await scanned(page);
      const hands = handsOf(page, way);
      const banner = page.getByText('Beside the V3 files lies a store of nirs4all 0.7');
      await banner.waitFor();
      await expectPage(banner).toContainText('database 4 B');
      for (const view of ['Chains', 'Artifacts', 'Clean up', 'Trash'] as const) {
        await hands.goTo(view);
        await banner.waitFor();
      }
    });

    it.each(oneWay(host))(
      'a store that is read is one workspace with the files beside it, %s',
      async (way) => {
        const folder = copyFixture('corn');
        cpSync(STORE, folder, { recursive: true });
        const page = await open(folder);
        await scanned(page);
        await page.getByText('1 folder of native results that no run names').first().waitFor();
        await handsOf(page, way).goTo('Chains');
        const tree = page.getByRole('treegrid', { name: 'Chains by run' });
        await expectPage(tree.getByText('corn', { exact: true }).first()).toBeVisible();
        await expectPage(tree.getByText('corn_moisture').first()).toBeVisible();
      },
    );

    it.each(oneWay(host))(
      'native results that no run names go to the trash and come back, %s',
      async (way) => {
        const folder = join(temporaryFolder(), 'workspace');
        cpSync(STORE, folder, { recursive: true });
        const before = filesIn(folder, 'native_results');
        const page = await open(folder);
        await scanned(page);
        const hands = handsOf(page, way);
        await goToCleanUp(page, hands);
        await hands.press(page.getByRole('link', { name: /^Pipelines/ }));
        await page.getByText('21 pipelines can’t be deleted here.').waitFor();
        await page.getByText('delete_run(').waitFor();
        expect(await page.getByRole('button', { name: 'Review plan…' }).count()).toBe(0);
        await hands.press(page.getByRole('link', { name: /^Native results/ }));
        const list = page.getByRole('grid', { name: 'Native results' });
        await expectPage(list).toContainText('no run names it');
        await hands.pickAll(list);
        await hands.press(page.getByRole('button', { name: 'Review plan…' }));
        await hands.press(page.getByRole('button', { name: 'Move 4 files to the trash' }));
        await page.getByText(/^Moved 4 files/).waitFor();
        expect(filesIn(folder, 'native_results')).toHaveLength(before.length - 4);
        await hands.press(page.getByRole('button', { name: 'Undo', exact: true }));
        await page.getByText('Put back 4 files').waitFor();
        expect(filesIn(folder, 'native_results')).toEqual(before);
      },
    );

    it('a graph of native results lacks no trace, for only manifests have one', async () => {
      const page = await open(copyStore('store-1.4.10'));
      await scanned(page);
      const pipeline = 'store.sqlite/760cbce7-500a-440a-8dc4-f1444cf50a5c';
      const place = `graph?p=${encodeURIComponent(pipeline)}`;
      await page.evaluate(`location.hash = location.hash.replace(/^(#\\/w\\/[^/]+).*$/, '$1/${place}')`);
      await page.getByText('Its models lie in native results, which name no other steps').waitFor();
      await expectPage(page.getByText('execution trace')).toHaveCount(0);
    });

    it.each(oneWay(host))('a file that is cut off is shown by its record, and named, %s', async (way) => {
      const builder = new WorkspaceBuilder();
      const content = 'model '.repeat(1000);
      builder.store('corn', content);
      builder.manifest('runs/corn/0001_p_aaaaaa', v3Manifest('corn', [v3Item(content)]));
      writeFileSync(builder.path(`binaries/corn/${storedName(content)}`), content.slice(0, 1000));
      const page = await open(builder.root);
      await scanned(page);
      const hands = handsOf(page, way);
      await page.getByText('1 file is not what its record says.').waitFor();
      await hands.press(page.getByRole('button', { name: 'Show their records' }));
      const list = page.getByRole('grid').first();
      await expectPage(list).toContainText('differs');
      await hands.openRow(list, 'PLSRegression');
      await page.getByText('1.00 kB instead of 6.00 kB: cut off.').waitFor();
      await expectPage(page.getByText('The file is not what the manifest says.')).toHaveCount(1);
    });
  },
  { browserFirst: true },
);
