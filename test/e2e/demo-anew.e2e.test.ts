import { join } from 'node:path';
import { it } from 'vitest';
import { makeDemo } from '../../build/demo/make-demo.mjs';
import { root } from '../../build/paths.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { goToCleanUp, kindOf, moveOrphans, ORPHAN_FILES } from './cleaning.ts';
import { handsOf, oneWay } from './hands.ts';
import { describeInHosts, expectPage, goToView, runByKeys, scanned } from './hosts.ts';

describeInHosts('the demo', (_open, host, openProcess) => {
  it.each(oneWay(host))(
    'is made anew from the start page, whatever was done to it, %s',
    async (way) => {
      const home = temporaryFolder();
      const demo = makeDemo({
        recipe: join(root, 'build', 'demo', 'recipe.json'),
        fixtures: join(root, 'test', 'fixtures'),
        cache: home,
      });
      const { page } = await openProcess(demo, home);
      const hands = handsOf(page, way);
      await scanned(page);
      await goToCleanUp(page, hands);
      await moveOrphans(page, hands);
      await runByKeys(page, 'start page');
      await hands.press(page.getByRole('button', { name: /^Make the demo anew/ }));
      await scanned(page);
      await goToCleanUp(page, hands);
      await expectPage(kindOf(page, 'Orphans')).toContainText(ORPHAN_FILES);
      await goToView(page, 'Trash');
      await page.getByText('The trash is empty').waitFor();
    },
    120_000,
  );
});
