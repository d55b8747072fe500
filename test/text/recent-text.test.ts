import { describe, expect, it } from 'vitest';
import { recentReason, recentText, RUNNING_TEXT } from '../../shared/text/recent-text.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.parse('2026-11-29T03:00:00Z');
const ago = (milliseconds: number): string => new Date(NOW - milliseconds).toISOString();

describe('why a file is recent', () => {
  it('is that its inode changed, where it was copied here with its old time', () => {
    const file = { mtime: ago(310 * DAY), ctime: ago(3 * MINUTE) };
    expect(recentText(file, NOW)).toBe(
      'its inode changed 3 min ago: it was copied here, moved or touched; written 10 mo ago',
    );
  });

  it('is that it was written, where both times are of that', () => {
    const file = { mtime: ago(5 * MINUTE), ctime: ago(5 * MINUTE) };
    expect(recentText(file, NOW)).toBe('written 5 min ago');
    expect(recentReason(file, NOW, DAY)).toBe(recentText(file, NOW));
  });

  it('is never a time of a wrong clock', () => {
    const file = { mtime: ago(-400 * DAY), ctime: ago(2 * MINUTE) };
    expect(recentText(file, NOW)).toContain('its inode changed 2 min ago');
    expect(recentText(file, NOW)).toContain('its clock was wrong');
  });

  it('is a pipeline that may be running, where both times are old', () => {
    expect(recentReason({ mtime: ago(9 * DAY), ctime: ago(9 * DAY) }, NOW, DAY)).toBe(RUNNING_TEXT);
  });
});
