import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

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
