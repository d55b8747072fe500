import { describe, expect, it } from 'vitest';
import { tableRows } from '../../renderer/views/overview/growth-rows.ts';
import { growthNote } from '../../renderer/views/overview/growth-note.ts';
import { axisTop, growthSeries, periodRange } from '../../renderer/views/overview/growth-series.ts';
import { growthShape, periodAt } from '../../renderer/views/overview/growth-shape.ts';
import { periodText, timeTicks } from '../../renderer/views/overview/growth-ticks.ts';
import type { GrowthPart } from '../../shared/api/workspace/growth.ts';

const part = (period: string, dataset: string | null, bytes: number): GrowthPart => ({
  period,
  dataset,
  bytes,
  files: 1,
});

const days = {
  unit: 'day' as const,
  parts: [
    part('2026-01-01', 'corn', 100),
    part('2026-01-01', 'milk', 10),
    part('2026-03-01', 'corn', 50),
    part('2026-03-01', null, 1),
  ],
};

const at = (text: string): number => Date.parse(text);

describe('growth', () => {
  it('sums up by dataset, the largest first, and stands still where nothing was written', () => {
    const [corn, milk, none, ...more] = growthSeries(days);
    expect(more).toEqual([]);
    expect(corn).toEqual({
      name: 'corn',
      bytes: 150,
      points: [
        { time: at('2026-01-01'), bytes: 0 },
        { time: at('2026-01-02'), bytes: 100 },
        { time: at('2026-03-01'), bytes: 100 },
        { time: at('2026-03-02'), bytes: 150 },
      ],
    });
    expect(milk?.points.map(({ bytes }) => bytes)).toEqual([0, 10, 10, 10]);
    expect(none).toMatchObject({ name: 'No dataset', bytes: 1 });
  });

  it('sums up the smaller ones of many datasets', () => {
    const parts = Array.from({ length: 9 }, (_, index) => part('2026-01-01', `set ${index}`, 100 - index));
    const series = growthSeries({ unit: 'day', parts });
    expect(series.map(({ name }) => name)).toEqual(['set 0', 'set 1', 'set 2', 'set 3', 'others']);
    expect(series.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(
      parts.reduce((sum, { bytes }) => sum + bytes, 0),
    );
  });

  it('knows how long a day and a month are', () => {
    expect(periodRange('2026-12-31', 'day')).toEqual({ from: at('2026-12-31'), to: at('2027-01-01') });
    expect(periodRange('2026-12-31T23', 'hour')).toEqual({
      from: at('2026-12-31T23:00Z'),
      to: at('2027-01-01'),
    });
    expect(periodRange('2026-12-31T23:59', 'minute').to).toBe(at('2027-01-01'));
    expect(periodRange('2026-02', 'month')).toEqual({ from: at('2026-02-01'), to: at('2026-03-01') });
  });

  it('ends its axis at a round number', () => {
    expect([0, 1, 8_420_000_000, 1001, 500].map((bytes) => axisTop(bytes))).toEqual([
      1, 1, 10_000_000_000, 2000, 500,
    ]);
  });

  it('marks days of a short time, and months of a long one', () => {
    const texts = (from: string, to: string, most: number): string[] =>
      timeTicks('day', at(from), at(to), most).map(({ text }) => text);
    expect(texts('2026-01-01', '2026-01-02', 6)).toEqual(['2026-01-01']);
    expect(texts('2026-01-01', '2026-01-11', 5)).toEqual([
      '2026-01-01',
      '2026-01-03',
      '2026-01-05',
      '2026-01-07',
      '2026-01-09',
    ]);
    expect(texts('2025-07-10', '2026-11-24', 6)).toEqual([
      '2025-08',
      '2025-11',
      '2026-02',
      '2026-05',
      '2026-08',
      '2026-11',
    ]);
    for (let months = 6; months < 600; months += 7) {
      const from = Date.UTC(1990, 3, 9);
      const to = Date.UTC(1990, 3 + months, 20);
      const ticks = timeTicks('month', from, to, 6);
      expect(ticks.length).toBeLessThanOrEqual(6);
      for (const { time } of ticks) expect(time >= from && time <= to).toBe(true);
    }
  });

  it('is drawn from the first to the last day, with names where there is room', () => {
    const shape = growthShape('day', growthSeries(days), { width: 500, height: 128 });
    expect(shape?.areas.map(({ name }) => name)).toEqual(['corn', 'milk', 'No dataset']);
    // Each has its name, none over another.
    const labels = shape?.areas.map(({ labelY }) => labelY) ?? [];
    for (const [place, label] of labels.entries()) {
      expect(label).toBeGreaterThan(0);
      expect((labels[place - 1] ?? Infinity) - label).toBeGreaterThanOrEqual(13);
    }
    expect(shape?.areas[0]?.path.startsWith(`M${shape.left.toFixed(1)},108.0L`)).toBe(true);
    // There is room before the first step, and behind the last one.
    expect(shape?.areas[0]?.path).toContain(`L${shape?.begin.toFixed(1)},108.0L${shape?.begin.toFixed(1)},`);
    expect(shape?.end).toBeLessThan((shape?.right ?? 0) - 20);
    expect(shape?.ticks.at(-1)?.text).toBe('now');
    expect(shape?.lines.map(({ value }) => value)).toEqual([0, 100, 200]);
    for (const { at: x } of shape?.ticks ?? []) expect(x >= (shape?.left ?? 0)).toBe(true);
  });

  it('grows in steps: what is written on a day is there from its beginning', () => {
    const series = growthSeries(days);
    const shape = growthShape('day', series, { width: 500, height: 128 });
    if (shape === null) throw new Error('nothing is drawn');
    const [high = ''] = shape.areas[0]?.path.slice(1).split('Z') ?? [];
    const points = high.split('L').map((point) => point.split(',').map(Number));
    for (const [place, [x, y]] of points.entries()) {
      const [nextX, nextY] = points[place + 1] ?? [x, y];
      // Along an axis each, never across.
      expect(x === nextX || y === nextY).toBe(true);
    }
    expect(periodAt(series, shape, shape.left)).toBeNull();
    expect(periodAt(series, shape, shape.begin)).toBe(0);
    expect(periodAt(series, shape, (shape.left + shape.right) / 2)).toBe(0);
    expect(periodAt(series, shape, shape.right)).toBe(1);
  });

  it('marks times of a day where periods are shorter than days, the day with the first', () => {
    const from = new Date(2026, 0, 5, 8, 58).getTime();
    const texts = (minutes: number, most: number): string[] =>
      timeTicks('minute', from, from + minutes * 60_000, most).map(({ text }) => text);
    expect(texts(1, 4)).toEqual(['01-05 08:58']);
    expect(texts(12, 4)).toEqual(['01-05 09:00', '09:05']);
    expect(texts(40 * 60, 4)).toEqual(['01-05 12:00', '01-06 00:00', '12:00', '01-07 00:00']);
    for (let minutes = 1; minutes < 12_000; minutes += 97) {
      const ticks = timeTicks('hour', from, from + minutes * 60_000, 5);
      expect(ticks.length).toBeLessThanOrEqual(5);
      for (const { time } of ticks) expect(time >= from && time < from + minutes * 60_000).toBe(true);
    }
    expect(periodText(from, 'minute')).toBe('2026-01-05 08:58');
    expect(periodText(at('2026-01-05'), 'day')).toBe('2026-01-05');
  });

  it('is a step with room on both sides where all was written at once, and says when', () => {
    const minute = { unit: 'minute' as const, parts: [part('2026-11-29T06:15', 'corn', 100)] };
    const shape = growthShape('minute', growthSeries(minute), { width: 500, height: 128 });
    const top = '8.0';
    expect(shape?.areas[0]?.path.split('Z')[0]).toContain(
      [
        `M${shape?.left.toFixed(1)},108.0`,
        `${shape?.begin.toFixed(1)},108.0`,
        `${shape?.begin.toFixed(1)},${top}`,
        `${shape?.end.toFixed(1)},${top}`,
        `${shape?.end.toFixed(1)},${top}`,
        `${shape?.right.toFixed(1)},${top}`,
      ].join('L'),
    );
    const when = periodText(at('2026-11-29T06:15Z'), 'minute');
    expect(growthNote(minute)).toBe(`files still on disk, all written at ${when}`);
    expect(growthNote(days)).toBe('files still on disk, 68 % written on 2026-01-01');
    const even = ['2026-01', '2026-02', '2026-03'].map((month) => part(month, 'corn', 5));
    expect(growthNote({ unit: 'month', parts: even })).toBe(
      'files still on disk, by the month they were written',
    );
    const nearly = [part('2026-01', 'corn', 1), part('2026-02', 'corn', 9999)];
    expect(growthNote({ unit: 'month', parts: nearly })).toBe('files still on disk, 99 % written in 2026-02');
  });

  it('is nothing where there are no bytes, or no room', () => {
    expect(
      growthShape('day', growthSeries({ unit: 'day', parts: [] }), { width: 500, height: 128 }),
    ).toBeNull();
    const empty = growthSeries({ unit: 'day', parts: [part('2026-01-01', 'corn', 0)] });
    expect(growthShape('day', empty, { width: 500, height: 128 })).toBeNull();
    expect(growthShape('day', growthSeries(days), { width: 60, height: 128 })).toBeNull();
  });

  it('is also a table, which ends with all', () => {
    expect(tableRows('day', growthSeries(days))).toEqual([
      { until: '2026-01-01', bytes: [100, 10, 0] },
      { until: '2026-03-01', bytes: [150, 10, 1] },
    ]);
    const many = Array.from({ length: 100 }, (_, index) =>
      part(new Date(index * 86_400_000).toISOString().slice(0, 10), 'corn', 1),
    );
    const rows = tableRows('day', growthSeries({ unit: 'day', parts: many }));
    expect(rows.length).toBeLessThanOrEqual(24);
    expect(rows.at(-1)?.bytes).toEqual([100]);
    expect(tableRows('day', [])).toEqual([]);
  });
});
