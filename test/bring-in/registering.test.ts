import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  register,
  type Registered,
  type RegisterError,
  type Registration,
} from '../../electron/registry/bring-in/register.ts';
import { bringing } from '../../electron/registry/layouts/layouts.ts';
import type { Result } from '../../shared/domain/result.ts';
import { cleaningOf, drive, filesIn, snapshot } from '../clean/support.ts';
import { copyFixture, FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { scanAll } from '../support/scanning.ts';
import { copyStore, storeFacts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { sha256 } from '../support/workspace-builder.ts';
import { missingRecords } from './missing-records.ts';
import { REGISTERED_IN, registration } from './registration.ts';

function wish(content: string, more: Partial<Registration> = {}): Registration {
  const file = join(temporaryFolder(), 'model.joblib');
  writeFileSync(file, content);
  return { ...registration(file), customName: 'mine: yes', ...more };
}

function registered(
  root: string,
  what: Registration,
  isApplied: boolean = true,
): Result<Registered, RegisterError> {
  const cleaning = cleaningOf(root);
  scanAll(cleaning.workspace);
  return drive(register(cleaning, what, isApplied));
}

describe('Registering', () => {
  it('adds nothing to a store, and says who does', () => {
    const root = copyStore('store-1.4.10');
    const before = [filesIn(root), snapshot(root)];
    const manifest = `store.sqlite/${storeFacts('store-1.4.10').pipelines[0]?.pipeline_id}`;
    for (const isApplied of [false, true]) {
      expect(registered(root, wish('new bytes', { manifest }), isApplied)).toMatchObject({
        error: { code: 'LIBRARY_ALONE', message: expect.stringContaining('nirs4all alone writes') },
      });
    }
    expect([filesIn(root), snapshot(root)]).toEqual(before);
  });

  it('stores the bytes under their hash and adds a record, every other byte as it was', () => {
    const root = copyFixture('corn');
    const before = readFileSync(join(root, REGISTERED_IN), 'utf8');
    expect(registered(root, wish('new bytes'), false).ok).toBe(true);
    expect(readFileSync(join(root, REGISTERED_IN), 'utf8')).toBe(before);
    const done = registered(root, wish('new bytes'));
    if (!done.ok) throw new Error(done.error.message);
    const hash = sha256('new bytes');
    expect(done.value).toMatchObject({
      path: `binaries/corn/model_Ridge_${hash.slice(0, 12)}.joblib`,
      is_reused: false,
    });
    expect(readFileSync(join(root, done.value.path), 'utf8')).toBe('new bytes');
    const after = readFileSync(join(root, REGISTERED_IN), 'utf8');
    const start = [...before].findIndex((sign, at) => sign !== after[at]);
    const added = after.length - before.length;
    expect(after.slice(0, start) + after.slice(start + added)).toBe(before);
    const cleaning = cleaningOf(root);
    scanAll(cleaning.workspace);
    expect(missingRecords(cleaning.workspace.index)).toBe(0);
    expect(filesIn(root, '.stemma')).toEqual([]);
    // The id is taken from now on; the bytes are reused in another place.
    expect(registered(root, wish('new bytes'))).toMatchObject({ error: { code: 'ID_EXISTS' } });
    expect(registered(root, wish('new bytes', { fold: 1, className: 'Other' }))).toMatchObject({
      value: { is_reused: true, path: done.value.path },
    });
  });

  it('refuses what would be wrong', () => {
    const root = copyFixture('corn');
    const meta = { metaConfig: { source_models: [{ artifact_id: '0009_gone$abc:0' }] } };
    expect(registered(root, wish('x', meta))).toMatchObject({
      error: { code: 'SOURCES_MISSING', missing: ['0009_gone$abc:0'] },
    });
    expect(registered(root, wish('x', { dependsOn: ['0008_gone$abc:0'] }))).toMatchObject({
      error: { code: 'SOURCES_MISSING' },
    });
    expect(registered(root, wish('x', { className: '../evil' }))).toMatchObject({
      error: { code: 'CANNOT_REGISTER' },
    });
    expect(registered(root, wish('x', { manifest: 'runs/corn/none/manifest.yaml' }))).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    expect(registered(root, wish('x', { file: join(root, 'nothing') }))).toMatchObject({
      error: { code: 'CANNOT_REGISTER' },
    });
  });

  it('adds to every manifest that nirs4all wrote, or leaves it as it is', () => {
    const item = {
      artifact_id: 'x$y:0',
      path: 'model_A_0123456789ab.joblib',
      custom_name: 'no',
      params: { a: [1, { b: '1e5' }], c: [] },
    };
    let added = 0;
    for (const name of FIXTURES) {
      for (const path of filesIn(fixtureWorkspace(name), 'runs').filter((each) =>
        each.endsWith('/manifest.yaml'),
      )) {
        const bytes = readFileSync(join(fixtureWorkspace(name), path));
        const done = bringing.insertItem(bytes, item);
        if (!done.ok) continue;
        added += 1;
        const read = bringing.read(done.value);
        expect(read.ok && read.value?.items.at(-1)?.raw).toEqual(item);
      }
    }
    expect(added).toBeGreaterThan(40);
    const empty = Buffer.from('uid: x\nartifacts:\n  schema_version: "2.0"\n  items: []\npredictions: []\n');
    const one = bringing.insertItem(empty, item);
    expect(one.ok && Buffer.from(one.value).toString()).toContain('  items:\n  - artifact_id: "x$y:0"\n');
    for (const other of [
      'artifacts: []\npredictions: []\n',
      'artifacts: {items: []}\npredictions: []\n',
      'a: [',
      '',
    ])
      expect(bringing.insertItem(Buffer.from(other), item).ok).toBe(false);
  });
});
