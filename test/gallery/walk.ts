import type { Browser, Page } from '@playwright/test';
import type { Gallery } from './page/exhibit-main.tsx';

/** The themes that everything is shown in. */
export const THEMES = ['light', 'dark'] as const;

/** See {@link THEMES}. */
export type Theme = (typeof THEMES)[number];

/** An exhibit as the walk knows it. */
export type Listed = Gallery['exhibits'][number];

/** A page of the gallery that shows one exhibit after the other. */
export interface GalleryPage {
  readonly page: Page;
  readonly exhibits: readonly Listed[];
  /** Shows one; rejects where it does not come to be. */
  show(name: string): Promise<void>;
  /** What the page complained of since it was asked last. */
  complaints(): string[];
}

/** Opens the gallery in a window of a size. */
export async function openGallery(
  browser: Browser,
  url: string,
  theme: Theme,
  viewport: { readonly width: number; readonly height: number },
): Promise<GalleryPage> {
  const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  let complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(url);
  await page.waitForFunction('window.gallery !== undefined');
  return {
    page,
    exhibits: await page.evaluate<readonly Listed[]>('gallery.exhibits'),
    show: async (name) => {
      await page.evaluate(`gallery.show(${JSON.stringify(name)}, ${JSON.stringify(theme)})`);
    },
    complaints: () => {
      const all = complaints;
      complaints = [];
      return all;
    },
  };
}
