import { describe, expect, it } from 'vitest';
import {
  NO_PART,
  readChoices,
  writeBranch,
  writeIds,
  writeNeighbourhood,
} from '../../renderer/views/graph/graph-choices.ts';
import { drawnNodes } from '../../renderer/views/graph/size-guard.tsx';
import { asRecordKey } from '../../shared/domain/record-key.ts';

describe('the view in the address', () => {
  const around = asRecordKey('runs/a/0001_x/manifest.yaml#3');

  it('says which part is drawn, and comes back as it was', () => {
    const own = Object.fromEntries(
      Object.entries({
        ...NO_PART,
        ...writeNeighbourhood({ around, hops: 2, direction: 'needs' }),
        branch: writeBranch([0, 2]),
        beyond: writeIds(['a,b', '"']),
      }).filter((entry): entry is [string, string] => entry[1] !== null),
    );
    const choices = readChoices(own);
    expect(choices.neighbourhood).toEqual({ around, hops: 2, direction: 'needs' });
    expect(choices.branch).toEqual([0, 2]);
    expect(choices.beyond).toEqual(['a,b', '"']);
  });

  it('takes what was typed by hand for nothing where it says nothing', () => {
    const choices = readChoices({
      at: 'x',
      steps: '-1',
      branch: 'a',
      beyond: '{',
      why: '["a"]',
      hide: 'x,feeds',
    });
    expect(choices).toMatchObject({
      neighbourhood: null,
      branch: null,
      beyond: [],
      why: null,
      hiddenKinds: ['feeds'],
    });
  });
});

it('counts what would be drawn of a part', () => {
  const size = {
    operators: 300,
    opened: 4800,
    branches: 2,
    parts: [{ branch: [1], operators: 60, opened: 700 }],
  };
  expect(drawnNodes(size, { isOpen: false, branch: null })).toBe(300);
  expect(drawnNodes(size, { isOpen: true, branch: [1] })).toBe(700);
  expect(drawnNodes(size, { isOpen: true, branch: [7] })).toBe(0);
});
