import { mkdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../electron/registry/change/lock.ts';
import { makeSite, prepareSite } from '../../electron/registry/change/site.ts';
import { livingProcess } from '../clean/machine.ts';
import { cleaningOf, codeOf, filesIn, snapshot, sure } from '../clean/support.ts';
import { bent } from '../support/bent-file-system.ts';
import { fixtureWorkspace, FIXTURES } from '../support/fixtures.ts';
import { storedName, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { imported, planned } from './support.ts';

/** A pipeline somewhere else, of a run of its own. */
function away(run = '2025-11-03_corn'): WorkspaceBuilder {
  const builder = new WorkspaceBuilder();
  builder.store('corn', 'one');
  builder.manifest(`runs/${run}/0001_pls_aaaaaa`, v3Manifest('corn', [v3Item('one')], { uid: 'away' }));
  return builder;
}

function secondsOf(path: string): number {
  return statSync(path).mtimeMs / 1000;
}

describe('Applying an import', () => {
  it('is refused before anything is written where the disk has too little room', () => {
    const { root } = new WorkspaceBuilder().bystander();
    const fs = bent({ freeBytes: () => ({ ok: true, value: 1000 }) });
    const cleaning = cleaningOf(root, { fs });
    const before = snapshot(root);
    const plan = planned(cleaning, away().root);
    expect(plan.freeBytes).toBe(1000);
    expect(plan.bytes).toBeGreaterThan(0);
    const refused = imported(cleaning, away().root);
    expect(codeOf(refused)).toBe('NO_SPACE');
    expect(snapshot(root)).toEqual(before);
  });

  it('is refused while another Stemma changes the workspace', () => {
    const { root } = new WorkspaceBuilder().bystander();
    const other = makeSite(root, { processes: livingProcess() });
    sure(prepareSite(other));
    const lock = sure(takeLock(other));
    const before = snapshot(root);
    const cleaning = cleaningOf(root, { processes: livingProcess() });
    expect(codeOf(imported(cleaning, away().root))).toBe('LOCKED');
    expect(snapshot(root)).toEqual(before);
    lock.release();
    expect(sure(imported(cleaning, away().root)).manifests).toHaveLength(1);
  });

  it('gives files and new runs the times that they had, since nirs4all takes the run that changed last', () => {
    const source = away();
    const then = 1_700_000_000;
    const manifest = 'runs/2025-11-03_corn/0001_pls_aaaaaa/manifest.yaml';
    const stored = `binaries/corn/${storedName('one')}`;
    utimesSync(source.path(stored), then - 100, then - 100);
    utimesSync(source.path(manifest), then, then);
    const { root } = new WorkspaceBuilder().bystander();
    sure(imported(cleaningOf(root), source.root));
    expect(secondsOf(join(root, stored))).toBe(then - 100);
    expect(secondsOf(join(root, manifest))).toBe(then);
    expect(secondsOf(join(root, 'runs/2025-11-03_corn'))).toBe(then);
    // A run that was there is one that changed now.
    const other = new WorkspaceBuilder().bystander();
    mkdirSync(join(other.root, 'runs/2025-11-03_corn'));
    sure(imported(cleaningOf(other.root), source.root));
    expect(secondsOf(join(other.root, 'runs/2025-11-03_corn'))).toBeGreaterThan(then);
  });

  it.each(FIXTURES)('of %s leaves prediction files where they are', (name) => {
    const source = fixtureWorkspace(name);
    const { root } = new WorkspaceBuilder().bystander();
    sure(imported(cleaningOf(root), source, { withoutMissing: true }));
    const isPrediction = (path: string): boolean => /predictions|\.parquet$/.test(path);
    expect(filesIn(source).some(isPrediction)).toBe(true);
    expect(filesIn(root).filter(isPrediction)).toEqual([]);
  });
});
