import { describe, expect, it } from 'vitest';
import { growthOf } from '../../electron/registry/ask/totals/growth.ts';
import { sizesOf } from '../../electron/registry/ask/totals/sizes.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import type { Growth } from '../../shared/api/workspace/growth.ts';
import { copyFixture } from '../support/fixtures.ts';
import { copyStore } from '../support/stores.ts';
import { scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';
import { WorkspaceBuilder } from '../support/workspace-builder.ts';

/** The growth of a workspace whose files were written at these times. */
function grownAt(...times: readonly string[]): Growth {
  const builder = new WorkspaceBuilder().bystander();
  for (const [number, time] of times.entries())
    builder.touch(builder.store('corn', `file ${number}`), Date.parse(time));
  return complete(growthOf(fresh(scanned(builder.root).index), 'corn'));
}

const periods = ({ parts }: Growth): string[] => parts.map(({ period }) => period);

describe('growth', () => {
  it('counts by the unit that tells something: days, or hours or minutes where all was written within few', () => {
    const days = grownAt('2026-01-01T08:00Z', '2026-01-01T09:00Z', '2026-01-08T08:00Z');
    expect(days.unit).toBe('day');
    expect(periods(days)).toEqual(['2026-01-01', '2026-01-08']);
    const hours = grownAt('2026-01-01T08:10Z', '2026-01-01T08:50Z', '2026-01-07T23:59Z');
    expect(hours.unit).toBe('hour');
    expect(periods(hours)).toEqual(['2026-01-01T08', '2026-01-07T23']);
    expect(hours.parts.map(({ files }) => files)).toEqual([2, 1]);
    const minutes = grownAt('2026-01-01T08:10:10Z', '2026-01-01T08:10:50Z', '2026-01-01T13:59Z');
    expect(minutes.unit).toBe('minute');
    expect(periods(minutes)).toEqual(['2026-01-01T08:10', '2026-01-01T13:59']);
  });

  it.each([
    ['several-datasets', () => copyFixture('several-datasets')],
    ['store-1.4.10', () => copyStore('store-1.4.10')],
    ['store-0.9.4', () => copyStore('store-0.9.4')],
  ])('gives each dataset of %s the bytes that the map gives it', (_name, copied) => {
    const context = fresh(scanned(copied()).index);
    const { parts } = complete(growthOf(context));
    const grown = new Map<string, number>();
    for (const { dataset, bytes } of parts) grown.set(dataset ?? '', (grown.get(dataset ?? '') ?? 0) + bytes);
    const mapped = complete(sizesOf(context, 'dataset-type-class')).filter(
      ({ parent, bytes }) => parent === null && bytes > 0,
    );
    expect(Object.fromEntries(grown)).toEqual(
      Object.fromEntries(mapped.map((node) => [node.name, node.bytes])),
    );
    for (const [dataset, bytes] of grown) {
      const ofOne = complete(growthOf(context, dataset)).parts;
      if (dataset !== '') expect(ofOne.reduce((sum, part) => sum + part.bytes, 0)).toBe(bytes);
    }
  });
});
