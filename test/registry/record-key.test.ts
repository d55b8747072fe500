import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { listedRecords } from '../../electron/registry/ask/records/record-list.ts';
import {
  recordByKey,
  recordKey,
  recordsByKey,
  withSpelledPath,
} from '../../electron/registry/index/record-key.ts';
import { asRecordKey } from '../../shared/domain/record-key.ts';
import { FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { plainRecords } from '../support/plain-sums.ts';
import { expectAlways, often } from '../support/property.ts';
import { scanned, ungraced } from '../support/scanning.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';

describe('the key of a record', () => {
  it.each(FIXTURES)('means it and no other in %s', (name) => {
    const { index } = scanned(fixtureWorkspace(name));
    const records = plainRecords(index).toReversed();
    const keys = records.map(recordKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(recordsByKey(index, keys).map((found) => found?.id)).toEqual(records.map(({ id }) => id));
    const ids = records.slice(0, 50).map(({ id }) => id);
    expect(listedRecords(ungraced(index), ids).map(({ key }) => key)).toEqual(keys.slice(0, 50));
  });

  it('means a record where its manifest’s path looks like a key too', () => {
    const builder = new WorkspaceBuilder();
    const path = builder.manifest(
      'runs/corn/0001_x#1_aaaaaa',
      v3Manifest('corn', [v3Item('a'), v3Item('b')]),
    );
    const { index } = scanned(builder.root);
    expect(recordByKey(index, recordKey({ manifest: path, position: 1 }))).toMatchObject({ position: 1 });
    expect(recordByKey(index, asRecordKey('runs/corn/0001_x#1'))).toBeNull();
  });

  it('means nothing where it is none, and the others are found all the same', () => {
    const { index } = scanned(fixtureWorkspace('corn'));
    const [first] = plainRecords(index);
    if (first === undefined) throw new Error('no records');
    const key = recordKey(first);
    const strange = [
      '',
      '#',
      '#0',
      'a',
      `${first.manifest}#`,
      `${first.manifest}#-1`,
      `${first.manifest}#1e1`,
    ];
    for (const text of [...strange, `${first.manifest}#99999`, `${key}#0`, ` ${key}`]) {
      expect(recordsByKey(index, [asRecordKey(text), key])).toEqual([
        null,
        { id: first.id, manifestId: expect.any(Number) as number, position: first.position },
      ]);
    }
  });

  it('keeps what it says when its path is spelled otherwise', () => {
    const manifest = fc.string({ minLength: 1, unit: 'grapheme' });
    expectAlways(
      fc.property(manifest, fc.nat(), (path, position) => {
        const key = recordKey({ manifest: path, position });
        const spelled = recordKey({ manifest: `/${path}`, position });
        expect(withSpelledPath(key, (one) => `/${one}`)).toBe(spelled);
        fc.pre(!/#\d{1,15}$/.test(path));
        expect(withSpelledPath(path, (one) => `/${one}`)).toBe(`/${path}`);
      }),
      often(300, 5000),
    );
  });

  it('is spelled in one file', () => {
    const home = 'electron/registry/index/record-key.ts';
    const spelling = ['electron', 'shared', 'renderer'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
        .filter(
          (path) => /\.tsx?$/.test(path) && /\}#\$\{|\|\| '#'/.test(readFileSync(join(root, path), 'utf8')),
        ),
    );
    expect(spelling).toEqual([home]);
  });
});
