import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusedPlace } from '../../electron/registry/bring-in/refused-place.ts';
import { makeSite } from '../../electron/registry/change/site.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { WorkspaceBuilder } from '../support/workspace-builder.ts';

describe('A place that something is written to', () => {
  const site = makeSite(new WorkspaceBuilder().bystander().root);
  const around = temporaryFolder();
  mkdirSync(join(around, 'folder'));
  mkdirSync(join(site.root, 'figures'));
  writeFileSync(join(around, 'file'), 'x');
  symlinkSync(join(site.root, 'runs'), join(around, 'in-runs'));
  symlinkSync(join(site.root, 'runs'), join(around, 'runs-itself'));

  it.each([
    ['beside the workspace', join(around, 'new.zip'), null],
    ['in it, where nirs4all does not write', join(site.root, 'figures', 'new.svg'), null],
    ['right below it', join(site.root, 'new.zip'), null],
    ['in a folder of its own', join(site.root, 'runs', 'new.zip'), 'owned'],
    ['that would be such a folder', join(site.root, 'library'), 'owned'],
    ['in our own folder', join(site.root, '.stemma', 'new.zip'), 'unreachable'],
    ['behind a link to such a folder', join(around, 'in-runs', 'new.zip'), 'owned'],
    ['that is the workspace', site.root, 'taken'],
    ['where there is no folder', join(around, 'none', 'new.zip'), 'unreachable'],
  ])('%s', (_what, path, kind) => {
    for (const makes of ['file', 'folder'] as const) {
      const refused = refusedPlace(site, path, { makes, replaces: true });
      expect(refused?.kind ?? null).toBe(kind);
    }
  });

  it('takes a file only where that may be replaced, and a folder never', () => {
    const asked = (name: string, replaces: boolean) =>
      refusedPlace(site, join(around, name), { makes: 'file', replaces })?.kind ?? null;
    expect([asked('file', false), asked('file', true)]).toEqual(['taken', null]);
    expect([asked('folder', false), asked('folder', true)]).toEqual(['folder', 'folder']);
    expect(asked('runs-itself', false)).toBe('taken');
  });
});
