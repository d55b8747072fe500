import { describe, expect, it } from 'vitest';
import { checkBareName } from '../../shared/format/bare-name.ts';
import { expectedFacts } from './reference.ts';

describe('a bare file name', () => {
  it('is what every real file has', () => {
    for (const { files } of expectedFacts) {
      for (const path of Object.keys(files)) expect(checkBareName(path.split('/').at(-1) ?? '')).toBeNull();
    }
  });

  it.each([
    'a',
    '.hidden',
    ' a',
    '..a',
    'a b.joblib',
    'Größe_012345.joblib',
    'CONTROL',
    'com10.txt',
    'nullify.txt',
    'a?*',
    '...a',
  ])('%j passes', (name) => {
    expect(checkBareName(name)).toBeNull();
  });

  it.each([
    '/etc/passwd',
    'a/b',
    'a/',
    '..\\b',
    '\\\\server\\share',
    'C:',
    'C:x',
    'c:\\x',
    'model.joblib:stream',
    'model.joblib::$DATA',
    'a\0b',
    'a\nb',
    'a\x7fb',
    'a\x85b',
    '.',
    '..',
    '...',
    'a.',
    'a ',
    'a. ',
    '.. ',
    'CON',
    'nul.joblib',
    'Aux.tar.gz',
    'COM1',
    'lpt9.txt',
    'com\u00b9',
    'con .txt',
    'CONIN$',
    'a\ud800',
  ])('%j is refused on every system', (name) => {
    expect(checkBareName(name)).toMatch(/^it /);
  });
});
