import type { GrowthUnit } from '../../../shared/api/workspace/growth.ts';
import { localStamp } from '../../text/stamp.ts';

/** The time at which a period begins, as people say it: months and days are those of UTC, as files are counted by; times are local. */
export function periodText(time: number, unit: GrowthUnit): string {
  const iso = new Date(time).toISOString();
  switch (unit) {
    case 'month':
      return iso.slice(0, 7);
    case 'day':
      return iso.slice(0, 10);
    case 'hour':
    case 'minute':
      return localStamp(iso);
  }
}

/** A mark on the axis of time. */
export interface Tick {
  readonly time: number;
  readonly text: string;
}

const DAY_MS = 86_400_000;

/** From so many days on, months are enough. */
const MONTHS_FROM = 150;

/** Distances of marks within days, in minutes. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880];

const MINUTE_MS = 60_000;

/** Marks at even local times; the day stands with the first, and wherever another begins. */
function clockTicks(from: number, to: number, most: number): readonly Tick[] {
  const minutes = (to - from) / MINUTE_MS;
  const step = (STEPS.find((one) => minutes / one <= most) ?? minutes) * MINUTE_MS;
  const offset = new Date(from).getTimezoneOffset() * MINUTE_MS;
  const first = Math.ceil((from - offset) / step) * step + offset;
  let day = '';
  return Array.from({ length: Math.max(0, Math.ceil((to - first) / step)) }, (_, at) => {
    const time = first + at * step;
    const [date = '', clock = ''] = periodText(time, 'minute').split(' ');
    const text = date === day ? clock : `${date.slice(5)} ${clock}`;
    day = date;
    return { time, text };
  });
}

/**
 * At most so many marks in even distances: times of a day where periods are shorter than days, the first days of months where the chart
 * is long, else days.
 */
export function timeTicks(unit: GrowthUnit, from: number, to: number, most: number): readonly Tick[] {
  if (unit === 'minute' || unit === 'hour') return clockTicks(from, to, most);
  const text = (time: number): string => new Date(time).toISOString();
  if (to - from < MONTHS_FROM * DAY_MS) {
    const first = Math.ceil(from / DAY_MS);
    const days = Math.floor((to - 1) / DAY_MS) - first + 1;
    const step = Math.max(1, Math.ceil(days / most));
    return Array.from({ length: Math.ceil(days / step) }, (_, at) => {
      const time = (first + at * step) * DAY_MS;
      return { time, text: text(time).slice(0, 10) };
    });
  }
  const start = new Date(from);
  const month = (at: number): number => Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + at);
  const first = month(0) < from ? 1 : 0;
  const months = Math.round((to - month(first)) / (30.4375 * DAY_MS));
  const step = Math.max(1, Math.ceil((months + 1) / most));
  return Array.from({ length: Math.floor(months / step) + 1 }, (_, at) => month(first + at * step))
    .filter((time) => time <= to)
    .map((time) => ({ time, text: text(time).slice(0, 7) }));
}
