import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workspaceChildren } from '../../electron/worker/workspace-children.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('names the folders in a folder that are workspaces, also behind links', async () => {
  const folder = temporaryFolder();
  for (const way of ['b/runs', 'a/binaries', 'c/d/runs', 'runs-elsewhere']) {
    mkdirSync(join(folder, way), { recursive: true });
  }
  writeFileSync(join(folder, 'file'), '');
  symlinkSync(join(folder, 'c', 'd'), join(folder, 'link'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'broken'));
  expect(await workspaceChildren(folder)).toEqual(['a', 'b', 'link']);
});

it('names none where there is nothing to look into', async () => {
  const folder = temporaryFolder();
  expect(await workspaceChildren(join(folder, 'gone'))).toEqual([]);
  expect(await workspaceChildren(folder)).toEqual([]);
});
