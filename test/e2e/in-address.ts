import type { Page } from '@playwright/test';

/** What the address of a window says under a name; null where it says nothing. */
export function inAddress(page: Page, name: string): string | null {
  return new URLSearchParams(page.url().split('?').at(-1)).get(name);
}
