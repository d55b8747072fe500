import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { formatCount } from '../../shared/text/format-number.ts';
import { expectedFacts } from '../support/fixtures.ts';
import { downTo, type Hands, type Way } from './hands.ts';
import { scanned } from './hosts.ts';

/** The files of the fixture `orphans` that no manifest names, with their sizes. */
export const ORPHANS: readonly (readonly [path: string, size: number])[] = Object.entries(
  expectedFacts('orphans').files,
)
  .filter(([, { status }]) => status === 'unreferenced')
  .map(([path, { size }]) => [path, size]);

/** `26 files`. */
export const ORPHAN_FILES = `${formatCount(ORPHANS.length)} files`;

/** The orphans of the fixture that lie in their places. */
export function presentOrphans(folder: string): string[] {
  return ORPHANS.map(([path]) => path).filter((path) => existsSync(join(folder, path)));
}

/** A list of the window by its name. */
export function listOf(page: Page, name: string): Locator {
  return page.getByRole('grid', { name });
}

/** The trash, batch by batch. */
export function trashOf(page: Page): Locator {
  return page.getByRole('treegrid', { name: 'Trash' });
}

/** The dialog with a plan. */
export function planOf(page: Page): Locator {
  return page.getByRole('dialog').filter({ has: page.getByText('Emptying frees') });
}

/** The button that does what the plan says. */
export function moveOf(page: Page): Locator {
  return planOf(page).getByRole('button', { name: /^Move .* to the trash$/ });
}

/** A kind of what can be cleaned up. */
export function kindOf(page: Page, name: string): Locator {
  return page
    .getByRole('navigation', { name: 'What to clean up' })
    .getByRole('link', { name: new RegExp(`^${name}`) });
}

/** The message on top of the view that begins so. */
export function noticeOf(page: Page, text: RegExp): Locator {
  return page.locator('main').getByText(text).first();
}

/** Opens the view of what can be cleaned up, once the workspace was scanned. */
export async function goToCleanUp(page: Page, hands: Hands, kind?: string): Promise<void> {
  await scanned(page);
  await hands.goTo('Clean up');
  await page.getByRole('heading', { name: 'Clean up', level: 1 }).waitFor();
  if (kind !== undefined) await hands.press(kindOf(page, kind));
}

/** Picks all orphans and asks for their plan. */
export async function reviewOrphans(page: Page, hands: Hands): Promise<void> {
  const orphans = listOf(page, 'Orphans');
  await orphans.getByRole('row').nth(1).waitFor();
  await hands.pickAll(orphans);
  await hands.press(page.getByRole('button', { name: 'Review plan…' }));
  await planOf(page).waitFor();
}

/** Picks all orphans, reviews their plan and moves them. */
export async function moveOrphans(page: Page, hands: Hands): Promise<void> {
  await reviewOrphans(page, hands);
  await hands.press(moveOf(page));
  await noticeOf(page, /^Moved \d/).waitFor();
}

/** Puts back what was moved a moment ago. */
export async function undo(page: Page, hands: Hands): Promise<void> {
  await hands.press(page.getByRole('button', { name: 'Undo', exact: true }));
  await noticeOf(page, /^Put back \d/).waitFor();
}

/** Puts a whole batch of orphans back, by the button of its row or by its key. */
export async function restoreBatch(page: Page, way: Way): Promise<void> {
  const trash = trashOf(page);
  await trash.getByRole('row').nth(1).waitFor();
  if (way === 'by mouse') await trash.getByRole('button', { name: 'Restore' }).first().click();
  else {
    await downTo(page, trash, /orphans/);
    await page.keyboard.press('r');
  }
  await noticeOf(page, /^(Put back \d|Nothing was put back)/).waitFor();
}

/** Writes an entry of the library whose manifest names a stored file of the dataset wheat. Returns its path. */
export function nameInLibrary(folder: string, path: string): string {
  const manifest = join(folder, 'library', 'manifest.yaml');
  mkdirSync(join(folder, 'library'), { recursive: true });
  writeFileSync(
    manifest,
    'uid: named-since\ndataset: wheat\nartifacts:\n  items:\n  - artifact_id: x$y:all\n' +
      `    path: ${basename(path)}\n    artifact_type: model\npredictions: []\n`,
  );
  return manifest;
}

/** An orphan of the dataset wheat. */
export function wheatOrphan(): string {
  const [path] = ORPHANS.find(([one]) => one.startsWith('binaries/wheat/model_')) ?? [];
  if (path === undefined) throw new Error('The fixture has no such file');
  return path;
}
