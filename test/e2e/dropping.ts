import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { filesBelow } from '../support/files-below.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  sha256,
  storedName,
  toYaml,
  v3Item,
  v3Manifest,
  WorkspaceBuilder,
} from '../support/workspace-builder.ts';
import { Drag, tellPaths } from './drag.ts';
import { expectPage } from './hosts.ts';

/** What lies over the window while files are dragged over it. */
export function overlayOf(page: Page): Locator {
  return page.locator('.drop-overlay');
}

/**
 * Sees what lies over the window from now on, also what is gone before anybody looks: it goes when nothing more is heard of the drag,
 * and a busy machine may be late to look. The function that it gives waits until a text was seen, once more each time that it is asked.
 */
export async function watchOverlay(page: Page): Promise<(text: RegExp) => Promise<void>> {
  await page.evaluate(`
    globalThis.overlays = [];
    new MutationObserver(() => {
      const text = document.querySelector('.drop-overlay')?.textContent ?? null;
      if (text !== overlays.at(-1)) overlays.push(text);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  `);
  let seen = 0;
  return async (text) => {
    seen += 1;
    const among = `overlays.filter((one) => one !== null && ${String(text)}.test(one))`;
    await page.waitForFunction(`${among}.length >= ${seen}`);
  };
}

/** The fact of a preview under its name. */
export function factOf(page: Page, name: string): Locator {
  return page.locator('.import-facts > div').filter({ hasText: name }).locator('dd');
}

/** The rows of a preview. */
export function rowsOf(page: Page): Locator {
  return page.getByRole('grid', { name: 'What would be imported' }).getByRole('row');
}

/** Drops files and folders of the disk onto a page, once it sees them come: a busy one may miss what is dropped at once. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  await tellPaths(page, paths);
  const drag = await Drag.of(page, paths);
  await drag.enter();
  const isSeen = async (): Promise<boolean> => {
    await drag.over();
    return (await overlayOf(page).count()) > 0;
  };
  await expectPage.poll(isSeen, { timeout: 10_000 }).toBe(true);
  await drag.drop();
}

/** The pipelines of {@link largeWorkspace}. */
export const LARGE_PIPELINES = 20;

/** Records of each. */
const RECORDS = 10;

/** A workspace of many files, of which its pipelines name a few. */
export function largeWorkspace(files: number): string {
  const builder = new WorkspaceBuilder(join(temporaryFolder(), 'november'));
  for (let number = 1; number <= LARGE_PIPELINES; number += 1) {
    const id = `${String(number).padStart(4, '0')}_pls_aaaaaa`;
    const contents = Array.from({ length: RECORDS }, (_, at) => `model ${number} ${at}`);
    const items = contents.map((content, at) => v3Item(content, { pipeline_id: id, fold_id: at }));
    const keys = { pipeline_id: id, uid: `66e9963c-39fb-490f-bcf8-${String(number).padStart(12, '0')}` };
    builder.file(`runs/corn/${id}/manifest.yaml`, toYaml(v3Manifest('corn', items, keys)));
    builder.file(`runs/corn/${id}/pipeline.json`, '{"steps": []}');
    for (const content of contents) builder.store('corn', content);
  }
  const more = files - LARGE_PIPELINES * (RECORDS + 2);
  for (let number = 0; number < more; number += 1) builder.store('corn', `nobody's ${number}`);
  return builder.root;
}

/** Puts some of the files of {@link largeWorkspace} into another workspace; answers their names. */
export function putSomeInto(workspace: string, large: string): string[] {
  const names = Array.from({ length: RECORDS }, (_, at) => storedName(`model 1 ${at}`));
  const folder = join(workspace, 'binaries', 'corn');
  mkdirSync(folder, { recursive: true });
  for (const name of names) copyFileSync(join(large, 'binaries', 'corn', name), join(folder, name));
  return names;
}

/** SHA-256 of all files of a folder, by their paths. */
export function hashesBelow(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesBelow(folder).map((path) => [path, sha256(readFileSync(join(folder, path)))]),
  );
}
