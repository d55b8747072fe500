import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { copyFixture, expectedFacts, FIXTURES } from '../support/fixtures.ts';
import { formatBytes, formatCount } from '../../shared/text/format-number.ts';
import { describeInHosts, scanned } from './hosts.ts';

/** What the page shows under a heading of its figures. */
const figure = (page: Page, name: string): Promise<string> =>
  page.getByRole('group', { name, exact: true }).innerText();

describeInHosts(
  'a workspace from file to pixel',
  (open) => {
    it.each(FIXTURES)('shows the numbers of %s', async (name) => {
      const page = await open(copyFixture(name));
      const facts = expectedFacts(name);
      await scanned(page);
      await page.getByRole('treegrid', { name: 'Sizes' }).waitFor();
      expect(await figure(page, 'On disk')).toContain(formatBytes(facts.bytes.stored));
      expect(await figure(page, 'On disk')).toContain(`${formatCount(facts.counts.files)} file`);
      expect(await figure(page, 'Records')).toContain(formatCount(facts.records));
      expect(await figure(page, 'Records')).toContain(`${formatCount(facts.manifests.length)} pipeline`);
      expect(await figure(page, 'Missing')).toContain(formatCount(facts.missing.length));
      const freed = Object.values(facts.exclusive_bytes_by_pipeline).toSorted((one, other) => other - one);
      const shown = page.getByRole('region', { name: /^Biggest pipelines/ }).getByRole('listitem');
      await expect.poll(() => shown.count()).toBe(Math.min(6, facts.manifests.length));
      const texts = await shown.allInnerTexts();
      for (const [at, text] of texts.entries()) expect(text).toContain(formatBytes(freed[at] ?? 0));
    });
  },
  { browserFirst: true },
);
