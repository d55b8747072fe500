import { describe, expect, it } from 'vitest';
import {
  dropFailureText,
  notOnDiskText,
  sendingText,
  unreadableText,
} from '../../renderer/flows/import/drop/drop-text.ts';

describe('what is said of a drop', () => {
  it.each([
    [{ kind: 'nothing' }, 'There are no files in what was dropped.'],
    [{ kind: 'not-on-disk', names: ['plot.png'] }, 'plot.png: not a file on this disk. Save it first.'],
    [{ kind: 'too-many', most: 200_000 }, /more than 200.000 files/],
    [{ kind: 'gone' }, /Drop it again/],
    [{ kind: 'lost' }, /Drop them again/],
    [{ kind: 'unreadable', path: 'run/a' }, /^run\/a can’t be read: it changed or is gone/],
    [
      { kind: 'refused', path: 'run/a', reason: 'there is no space' },
      'run/a is not taken: there is no space.',
    ],
    [
      {
        kind: 'failure',
        failure: { code: 'CANNOT_WRITE', data: { path: '/cache', reason: 'there is no space left' } },
      },
      'Nothing can be sent to Stemma: /cache can’t be written (there is no space left).',
    ],
    [
      {
        kind: 'failure',
        failure: { code: 'CANNOT_READ', data: { path: 'ws', reason: 'it holds more than 3 files' } },
      },
      'ws is not taken: it holds more than 3 files.',
    ],
    [{ kind: 'failure', failure: { code: 'UNKNOWN', data: { id: 'a' } } }, /does not know this workspace/],
  ] as const)('%j', (failure, text) => {
    expect(dropFailureText(failure)).toMatch(text);
  });

  it('nothing where the user gave it up', () => {
    expect(dropFailureText({ kind: 'cancelled' })).toBeNull();
  });

  it('of many names, some', () => {
    expect(notOnDiskText(['a', 'b', 'c', 'd'])).toMatch(/^a, b, c and 1 other: /);
    expect(unreadableText(['a', 'b', 'c', 'd', 'e'])).toMatch(/^a, b, c and 2 others: .* read them\.$/);
  });

  it('how much was sent', () => {
    const progress = { files: 38, total_files: 100, bytes: 61_000_000, total_bytes: 157_000_000 };
    expect(sendingText(progress)).toBe('38 of 100 files sent, 61.0 MB of 157 MB');
  });
});
