import { describe, expect, it } from 'vitest';
import { nodeFileSystem, systemWords } from '../../electron/registry/files/file-system.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('What the system said, for people', () => {
  it.each([
    ["EACCES: permission denied, scandir '/home/ada/workspace/private'", 'permission denied'],
    ["EXDEV: cross-device link not permitted, link '/a' -> '/b'", 'cross-device link not permitted'],
    ["EACCES: permission denied, open '/home/a\nb, c'", 'permission denied'],
    ['EIO: i/o error, read', 'i/o error'],
    [
      'ENAMETOOLONG: the path would be longer than this system allows',
      'the path would be longer than this system allows',
    ],
    ['this is a folder, not a file', 'this is a folder, not a file'],
  ])('%j', (message, words) => {
    expect(systemWords({ message })).toBe(words);
  });

  it('has no path of this machine in it', () => {
    const listed = nodeFileSystem.list(`${temporaryFolder()}/none`);
    expect(listed.ok ? null : systemWords(listed.error)).toBe('no such file or directory');
  });
});
