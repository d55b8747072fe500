import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Registered, Registration } from '../../electron/registry/bring-in/register.ts';
import { RunScope } from '../../electron/registry/bring-in/run-scope.ts';
import { cleaningOf, drive, snapshot, sure } from '../clean/support.ts';
import { filesOnly } from '../clean/contents.ts';
import { copyFixture } from '../support/fixtures.ts';
import { scanAll } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MANIFEST = 'runs/corn/0001_pls_2daa0a/manifest.yaml';

function wish(content: string, fold: number): Registration {
  const file = join(temporaryFolder(), 'model.joblib');
  writeFileSync(file, content);
  return {
    file,
    manifest: MANIFEST,
    chain: 's9.Ridge',
    last: { step: 9, branchPath: [], source: null, substep: null },
    id: null,
    type: 'model',
    className: 'Ridge',
    format: 'joblib',
    fold,
    dependsOn: [],
    params: {},
    metaConfig: null,
    customName: null,
  };
}

/** A run in a workspace. */
function started(root: string): RunScope {
  const cleaning = cleaningOf(root);
  scanAll(cleaning.workspace);
  return new RunScope(cleaning);
}

function add(run: RunScope, content: string, fold: number): Registered {
  const done = drive(run.register(wish(content, fold)));
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}

/** The hash of each file: a manifest that was written again has another time. */
function contents(root: string): Record<string, string | undefined> {
  const files = Object.entries(filesOnly(snapshot(root)));
  return Object.fromEntries(files.map(([path, stamp]) => [path, stamp.split(' ')[0]]));
}

const textOf = (root: string): string => readFileSync(join(root, MANIFEST), 'utf8');

describe('A run that registers', () => {
  it('leaves nothing once it has failed: its manifest as it was, what it stored in the trash', () => {
    const root = copyFixture('corn');
    const before = contents(root);
    const run = started(root);
    const stored = [add(run, 'one', 0).path, add(run, 'two', 1).path].toSorted();
    const done = sure(drive(run.takeBack()));
    expect(done).toMatchObject({ manifests: [MANIFEST], changed: [] });
    expect(done.moved.toSorted()).toEqual(stored);
    expect(done.trash_id).not.toBeNull();
    expect(contents(root)).toEqual(before);
    expect(() => run.end()).toThrow('has ended');
  });

  it('leaves what it only reused, and what others came to use', () => {
    const root = copyFixture('corn');
    const first = started(root);
    const kept = add(first, 'kept', 0);
    first.end();
    const text = textOf(root);
    const second = started(root);
    expect(add(second, 'kept', 1)).toMatchObject({ is_reused: true, path: kept.path });
    const alone = add(second, 'alone', 2);
    const shared = add(second, 'shared', 3);
    // Somebody keeps a copy of a manifest that names one of them.
    const library = join(root, 'library', 'manifest.yaml');
    mkdirSync(dirname(library), { recursive: true });
    writeFileSync(
      library,
      `artifacts:\n  items:\n  - {artifact_id: "a$b:0", path: ${shared.path.split('/').at(-1)}}\ndataset: corn\npredictions: []\n`,
    );
    expect(sure(drive(second.takeBack()))).toMatchObject({ moved: [alone.path], manifests: [MANIFEST] });
    expect(textOf(root)).toBe(text);
    expect(readFileSync(join(root, kept.path), 'utf8')).toBe('kept');
    expect(readFileSync(join(root, shared.path), 'utf8')).toBe('shared');
  });

  it('leaves a manifest that others changed since, with its records and their files', () => {
    const root = copyFixture('corn');
    const run = started(root);
    const stored = add(run, 'one', 0);
    appendFileSync(join(root, MANIFEST), '# mine\n');
    const text = textOf(root);
    expect(sure(drive(run.takeBack()))).toEqual({
      trash_id: null,
      moved: [],
      manifests: [],
      changed: [MANIFEST],
    });
    expect(textOf(root)).toBe(text);
    expect(readFileSync(join(root, stored.path), 'utf8')).toBe('one');
  });
});
