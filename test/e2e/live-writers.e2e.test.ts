import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyFixture } from '../support/fixtures.ts';
import { goToCleanUp, listOf, moveOf, noticeOf, planOf } from './cleaning.ts';
import { handsOf, waysIn } from './hands.ts';
import { describeInHosts, expectPage } from './hosts.ts';

const PIPELINE = '0003_sensor_71d63f';
const MANIFEST = `runs/wheat/${PIPELINE}/manifest.yaml`;

describeInHosts(
  'a pipeline that may still be written',
  (open, host) => {
    it.each(waysIn(host))('goes only after one has agreed in the plan, %s', async (way) => {
      const folder = copyFixture('orphans');
      utimesSync(join(folder, MANIFEST), new Date(), new Date());
      const page = await open(folder);
      const hands = handsOf(page, way);
      await goToCleanUp(page, hands, 'Pipelines');
      await hands.pickRow(listOf(page, 'Pipelines'), PIPELINE);
      const foot = page.getByRole('group', { name: 'What if' });
      await hands.press(foot.getByRole('button', { name: 'Review plan…' }));
      await planOf(page).waitFor();
      await expectPage(moveOf(page)).toHaveAttribute('aria-disabled', 'true');
      await hands.check(
        planOf(page).getByRole('checkbox', { name: /^Take 1 pipeline that may still be running/ }),
      );
      await hands.press(moveOf(page));
      await noticeOf(page, /^Moved \d/).waitFor();
      expect(existsSync(join(folder, MANIFEST))).toBe(false);
    });
  },
  { browserFirst: true },
);
