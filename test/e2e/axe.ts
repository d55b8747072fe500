import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from 'vitest';

/**
 * What axe finds on a page as it is now: a line for each rule and element. Empty is what is wanted. What is seen of another
 * theme differs in its colours alone: there only the rule about them is asked.
 */
export async function axeFindings(page: Page, asked: 'all' | 'colours' = 'all'): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const { violations } = await (asked === 'all' ? builder : builder.withRules('color-contrast')).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, target }) => `${id} (${help}): ${target.join(' ')} ${html.slice(0, 160)}`),
  );
}

/** Expects that axe finds nothing on a page as it is now, in both themes. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  expect.soft(await axeFindings(page), `${what}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect.soft(await axeFindings(page, 'colours'), `${what}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}
