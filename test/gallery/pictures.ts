import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../support/chromium.ts';
import { startBuiltGallery } from './built-gallery.ts';
import { openGallery, THEMES } from './walk.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 700 },
] as const;

/**
 * Takes a picture of each exhibit in each theme and size: `chains-light-1280.png`.
 *
 * @param only of exhibits whose names contain one of these
 * @returns how many pictures there are, and what did not come to be
 */
export async function takePictures(
  folder: string,
  only: readonly string[],
): Promise<{ readonly taken: number; readonly problems: readonly string[] }> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium was found to take pictures with.');
  mkdirSync(folder, { recursive: true });
  const problems: string[] = [];
  const gallery = await startBuiltGallery((what, error) => void problems.push(`${what}: ${String(error)}`));
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  let taken = 0;
  try {
    const walks = THEMES.flatMap((theme) => SIZES.map((size) => ({ theme, size })));
    await Promise.all(
      walks.map(async ({ theme, size }) => {
        const { page, exhibits, show } = await openGallery(browser, gallery.url, theme, size);
        for (const { name } of exhibits.filter((one) => only.some((text) => one.name.includes(text)))) {
          try {
            await show(name);
          } catch (error) {
            // What there is of it is worth a picture.
            problems.push(`${name}, ${theme}, ${size.width}: ${String(error)}`);
          }
          await page.screenshot({ path: join(folder, `${name}-${theme}-${size.width}.png`) });
          taken += 1;
        }
      }),
    );
  } finally {
    await browser.close();
    await gallery.close();
  }
  return { taken, problems };
}
