import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { namedSince } from '../../electron/registry/ask/files/named-since.ts';
import { scanned } from '../support/scanning.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';

it('a file is named since the first manifest that names it came, wherever that has its time from', () => {
  const builder = new WorkspaceBuilder();
  const named = builder.store('corn', 'named');
  const other = builder.store('corn', 'nobody');
  const before = Date.now() - 1000;
  const first = builder.manifest(
    'runs/corn/0001_a_aaaaaa',
    v3Manifest('corn', [v3Item('named')], { uid: 'a' }),
  );
  const later = builder.manifest(
    'runs/corn/0002_b_bbbbbb',
    v3Manifest('corn', [v3Item('named')], { uid: 'b' }),
  );
  // Copied with its old time: it came today all the same.
  utimesSync(join(builder.root, first), 1000, 1000);
  utimesSync(join(builder.root, later), before / 1000 + 7200, before / 1000 + 7200);
  const since = namedSince(scanned(builder.root).index, [named, other, 'binaries/corn/gone.joblib']);
  expect([...since.keys()]).toEqual([named]);
  expect(since.get(named)).toBeGreaterThanOrEqual(before);
  expect(since.get(named)).toBeLessThanOrEqual(Date.now());
});
