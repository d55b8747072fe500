import { describe, expect, it } from 'vitest';
import { formatAge, parseDuration } from '../../shared/text/duration.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('ages', () => {
  it.each([
    [-5, '0 s'],
    [-DAY, '0 s'],
    [-DAY - 1, 'in the future'],
    [-73 * 366 * DAY, 'in the future'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [2 * 60_000, '2 min'],
    [HOUR - 1, '59 min'],
    [HOUR, '1 h'],
    [36 * HOUR - 1, '35 h'],
    [36 * HOUR, '1 d'],
    [89 * DAY, '89 d'],
    [90 * DAY, '2 mo'],
    [310 * DAY, '10 mo'],
    [3 * 366 * DAY, '3 y'],
  ])('%i ms', (age, text) => {
    expect(formatAge(age)).toBe(text);
  });
});

describe('grace periods', () => {
  it.each([
    ['0', 0],
    ['0h', 0],
    ['45s', 45_000],
    ['30m', 1_800_000],
    ['24h', DAY],
    ['7d', 7 * DAY],
    ['2w', 14 * DAY],
  ])('%s', (text, milliseconds) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: milliseconds });
  });

  it.each([
    '',
    '24',
    '00',
    '1.5h',
    '-1h',
    '1h30m',
    '24 h',
    '24H',
    'h',
    '1y',
    '1M',
    '24h\n',
    '٣h',
    '99999999999999999999w',
  ])('%j is refused', (text) => {
    expect(parseDuration(text).ok).toBe(false);
  });
});
