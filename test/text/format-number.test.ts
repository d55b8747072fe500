import { describe, expect, it } from 'vitest';
import { exactBytes, formatBytes, formatCount } from '../../shared/text/format-number.ts';

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [499, '499 B'],
    [999, '999 B'],
    [1000, '1.00 kB'],
    [2471, '2.47 kB'],
    [9_994, '9.99 kB'],
    [9_995, '10.0 kB'],
    [98_500_000, '98.5 MB'],
    [99_949, '99.9 kB'],
    [99_950, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1.00 MB'],
    [519_000_000, '519 MB'],
    [1e12, '1.00 TB'],
    [Number.MAX_SAFE_INTEGER, '9.01 PB'],
    [-2471, '-2.47 kB'],
  ])('%i', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('have at most three digits and one unit', () => {
    for (let bytes = 1; bytes < 1e15; bytes = Math.ceil(bytes * 1.01)) {
      expect(formatBytes(bytes)).toMatch(/^(?:\d{1,3} B|(?:\d\.\d\d|\d\d\.\d|\d{3}) [kMGTP]B)$/);
    }
  });

  it('to the byte', () => {
    expect(exactBytes(2471)).toBe('2\u202f471 bytes');
    expect(exactBytes(2471, { ascii: true })).toBe('2471 bytes');
    expect(exactBytes(1)).toBe('1 byte');
  });
});

describe('counts', () => {
  it.each([
    [0, '0', '0'],
    [999, '999', '999'],
    [3107, '3\u202f107', '3107'],
    [1_234_567, '1\u202f234\u202f567', '1234567'],
    [-3107, '-3\u202f107', '-3107'],
  ])('%i', (count, text, ascii) => {
    expect(formatCount(count)).toBe(text);
    expect(formatCount(count, { ascii: true })).toBe(ascii);
  });
});
