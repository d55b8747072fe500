import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { trashState } from '../../electron/registry/trash/trash-state.ts';
import { laboratory } from './laboratory.ts';
import { clean, cleaningOf } from './support.ts';

it('a batch tells how many names were taken since, by other bytes', () => {
  const { root, orphans } = laboratory();
  const here = cleaningOf(root);
  clean(here, { kind: 'orphans' });
  const conflicts = (): number[] => trashState(here.site, null).batches.map((batch) => batch.conflicts);
  expect(conflicts()).toEqual([0]);
  writeFileSync(join(root, orphans[0] ?? ''), 'other bytes');
  expect(conflicts()).toEqual([1]);
});
