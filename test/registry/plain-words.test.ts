import { describe, expect, it } from 'vitest';
import { isFull, writeError } from '../../electron/registry/change/clean-error.ts';
import { plainWords } from '../../electron/registry/files/plain-words.ts';

const RAW = (code: string): string => `${code}: words of the system, open '/home/a/workspace/binaries/x'`;

describe('What the system says', () => {
  it.each([
    ['EACCES', 'permission denied (EACCES)'],
    ['ENOSPC', 'no space is left on the disk (ENOSPC)'],
    ['EDQUOT', 'your share of the disk (quota) is used up (EDQUOT)'],
    ['EROFS', 'the disk is read-only (EROFS)'],
  ])('is said in plain words, with its code: %s', (code, words) => {
    expect(plainWords({ code, message: RAW(code) })).toBe(words);
  });

  it('is said in its own words where we know none, without the path and the call', () => {
    expect(plainWords({ code: 'ESOMETHING', message: RAW('ESOMETHING') })).toBe(
      'words of the system (ESOMETHING)',
    );
  });

  it.each(['EACCES', 'EPERM', 'ENOSPC', 'EDQUOT', 'EROFS', 'EIO'])(
    'tells of a write that failed with the path and the code, once each: %s',
    (code) => {
      const { message } = writeError({ code, message: RAW(code) }, '/lab/workspace/.stemma/trash');
      expect(message.split('/lab/workspace/.stemma/trash')).toHaveLength(2);
      expect(message.split(code)).toHaveLength(2);
      expect(message).toMatch(/^\S.*\(E[A-Z]+\)\.$/);
      expect(message).not.toContain('/home/a');
      expect(isFull({ code, message })).toBe(code === 'ENOSPC' || code === 'EDQUOT');
    },
  );
});
