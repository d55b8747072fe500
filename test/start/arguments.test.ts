import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readArguments } from '../../build/start/arguments.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('opens the demo when nothing is named', () => {
  expect(readArguments([], '/')).toEqual({ folder: null, grace: null, retry: false });
});

it('reads a folder relative to where it was typed', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'lab'));
  expect(readArguments(['lab', '--grace', '2h'], folder)).toEqual({
    folder: join(folder, 'lab'),
    grace: '2h',
    retry: false,
  });
  expect(readArguments(['--grace=0', '--retry', 'lab'], folder)).toMatchObject({ grace: '0', retry: true });
});

it('refuses what it does not know, before anything is installed', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(readArguments(['--no-sandbox'], folder)).toEqual({ wrong: 'there is no option --no-sandbox' });
  expect(readArguments(['--grace'], folder)).toMatchObject({ wrong: expect.stringContaining('--grace') });
  expect(readArguments(['.', '.'], folder)).toEqual({ wrong: 'more than one folder' });
  expect(readArguments(['nowhere'], folder)).toEqual({
    wrong: `there is no folder ${join(folder, 'nowhere')}`,
  });
  expect(readArguments(['file'], folder)).toHaveProperty('wrong');
  expect(readArguments(['nowhere', '--help'], folder)).toEqual({ help: true });
});
