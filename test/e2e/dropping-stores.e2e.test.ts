import { expect, it } from 'vitest';
import { filesIn } from '../clean/support.ts';
import { copyFixture } from '../support/fixtures.ts';
import { copyBoth, copyStore } from '../support/stores.ts';
import { Drag, tellPaths } from './drag.ts';
import { dropFiles, factOf, watchOverlay } from './dropping.ts';
import { describeInHosts, expectPage, scanned } from './hosts.ts';

describeInHosts('a store that is dropped', (open, host) => {
  it.runIf(host === 'desktop')('onto the start page is opened, and nothing in it changes', async () => {
    const page = await open(copyFixture('orphans'));
    await scanned(page);
    await page.evaluate(`location.hash = '#/start'`);
    await page.getByRole('heading', { name: 'Stemma', exact: true }).waitFor();
    const store = copyStore('store-1.4.10');
    const before = filesIn(store);
    await tellPaths(page, [store]);
    const drag = await Drag.of(page, [store]);
    const seen = await watchOverlay(page);
    await drag.enter();
    await seen(/store\.sqlite/);
    await drag.over();
    await drag.drop();
    await page.getByText('Last scan').waitFor();
    await expectPage(page.getByRole('group', { name: /^Records/ })).toContainText('89');
    expect(filesIn(store)).toEqual(before);
  });

  it('onto a workspace is opened where it can be, and else it is said what to do', async () => {
    const target = copyFixture('orphans');
    const page = await open(target);
    await scanned(page);
    const before = filesIn(target);
    const store = copyStore('store-1.4.10');
    const inStore = filesIn(store);
    await dropFiles(page, [store]);
    if (host === 'desktop') {
      await page.getByText('1 folder of native results that no run names').first().waitFor();
      await expectPage(page.getByRole('group', { name: /^Records/ })).toContainText('89');
    } else {
      await page.getByText('workspace is a store: its pipelines are rows of a database').waitFor();
      await expectPage(page.getByText('stemma serve -w workspace')).toBeVisible();
    }
    expect(filesIn(store)).toEqual(inStore);
    expect(filesIn(target)).toEqual(before);
  });

  it('on, shows what manifests hold and takes none of them', async () => {
    const store = copyStore('store-1.4.10');
    const before = filesIn(store);
    const page = await open(store);
    await scanned(page);
    await dropFiles(page, [copyFixture('corn')]);
    await expectPage(factOf(page, 'New')).toHaveText('7');
    const bringIn = page.getByRole('button', { name: /^Import \d/ });
    await expectPage(bringIn).toHaveAttribute('aria-disabled', 'true');
    await expectPage(bringIn).toHaveAttribute('title', /^This workspace is a store/);
    expect(filesIn(store)).toEqual(before);
  });

  it('with manifests beside its database is looked at as any workspace is', async () => {
    const page = await open(copyFixture('orphans'));
    await scanned(page);
    await dropFiles(page, [copyBoth('corn', 'store-1.4.10')]);
    await expectPage(factOf(page, 'New')).toHaveText('7');
  });
});
