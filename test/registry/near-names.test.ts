import { expect, it } from 'vitest';
import { nearNames } from '../../electron/registry/ask/deletion/near-names.ts';

it.each([
  ['corn', ['corn2', 'lab_corn', 'Corn'], ['wheat', 'barley', 'corgi']],
  ['wheat_2025', ['wheat_2026', 'wheat', 'wheat-2025'], ['wine', 'corn_2024']],
  ['a', ['ab'], ['b', 'c']],
  ['gerste', ['gersten', 'gerstel', 'geerste'], ['hafer']],
])('%s is easily taken for %j, and not for %j', (name, near, far) => {
  expect(nearNames(name, [...near, name, ...far])).toEqual(near);
});
