import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  classNameOfFileName,
  classifyFileName,
  expectedName,
  formatExtension,
} from '../../shared/format/file-name.ts';
import { expectedFacts, referenceAnswers } from './reference.ts';

describe('names of real stored files', () => {
  const files = expectedFacts.flatMap((expected) => Object.entries(expected.files));

  it('are foreign exactly where the fixture says so', () => {
    expect(files.length).toBeGreaterThan(300);
    for (const [path, { status }] of files) {
      const expectedStyle = status === 'foreign' ? 'foreign' : path.startsWith('binaries/') ? 'new' : 'old';
      expect([path, classifyFileName(basename(path)).style]).toEqual([path, expectedStyle]);
    }
  });

  it('carry the first digits of the content hash', () => {
    for (const [path, { sha256, status }] of files) {
      if (status === 'foreign') continue;
      const { hashPrefix } = classifyFileName(basename(path));
      expect(sha256.slice(0, hashPrefix?.length)).toBe(hashPrefix);
    }
  });

  it('are the expected ones', () => {
    for (const [path, { sha256 }] of files) {
      const name = classifyFileName(basename(path));
      if (name.style !== 'new') continue;
      const format = name.extension === 'pkl' ? 'cloudpickle' : 'joblib';
      expect(expectedName(name.type, name.className, sha256, format)).toBe(basename(path));
    }
  });
});

describe('the parts of a name', () => {
  it.each([
    ['model_PLSRegression_0123456789ab.joblib', 'new', 'model', 'PLSRegression', '0123456789ab', 'joblib'],
    ['meta_model_Ridge_0123456789ab.joblib', 'new', 'meta_model', 'Ridge', '0123456789ab', 'joblib'],
    [
      'transformer_Offset_Corrector_0123456789ab.pkl',
      'new',
      'transformer',
      'Offset_Corrector',
      '0123456789ab',
      'pkl',
    ],
    ['splitter___0123456789ab.npy', 'new', 'splitter', '_', '0123456789ab', 'npy'],
    ['encoder_Größe_0123456789ab.ubj', 'new', 'encoder', 'Größe', '0123456789ab', 'ubj'],
    ['model_model_0123456789ab.txt', 'new', 'model', 'model', '0123456789ab', 'txt'],
    ['PLSRegression_012345.joblib', 'old', null, 'PLSRegression', '012345', 'joblib'],
    ['model_Ridge_abcdef.joblib', 'old', null, 'model_Ridge', 'abcdef', 'joblib'],
    ['folds_KFold_seed42_abcdef.pkl', 'old', null, 'folds_KFold_seed42', 'abcdef', 'pkl'],
  ])('%s', (name, style, type, className, hashPrefix, extension) => {
    expect(classifyFileName(name)).toEqual({ style, type, className, hashPrefix, extension });
  });

  it.each([
    'model_PLSRegression_0123456789AB.joblib',
    'model_PLSRegression_0123456789ab.Joblib',
    'Model_PLSRegression_0123456789ab.joblib',
    'model_PLSRegression_0123456789ab.joblib.tmp',
    'model_PLSRegression_0123456789ab.json5',
    'model_PLSRegression_0123456789ab',
    'model_0123456789ab.joblib',
    'modell_PLSRegression_0123456789ab.joblib',
    'model_PLS-Regression_0123456789ab.joblib',
    'model_1PLS_0123456789ab.joblib',
    'model_PLS_0123456789ab.joblib\n',
    'model_PLSRegression_copy.joblib',
    'PLSRegression_01234.joblib',
    '_012345.joblib',
    '012345.joblib',
    '.DS_Store',
    'README.md',
    '',
  ])('%j is foreign', (name) => {
    expect(classifyFileName(name).style).toBe('foreign');
  });

  it.each([
    ['PLSRegression_012345.joblib', 'PLSRegression'],
    ['Offset_Corrector_012345.joblib', 'Offset_Corrector'],
    ['notes.txt', 'notes'],
    ['notes', 'notes'],
    ['_x', '_x'],
    ['', ''],
  ])('the class of an item without an id: %s', (name, className) => {
    expect(classNameOfFileName(name)).toBe(className);
  });
});

describe('the library', () => {
  it.each(Object.entries(referenceAnswers.extensions))(
    'gives format %s the same extension',
    (format, extension) => {
      expect(formatExtension(format)).toBe(extension);
    },
  );

  it('and `constructor` is no format', () => {
    expect(formatExtension('constructor')).toBe('pkl');
  });

  it.each(referenceAnswers.fileNames)('names files the same: $name', ({ args, name }) => {
    expect(expectedName(...args)).toBe(name);
    expect(classifyFileName(name)).toMatchObject({ style: 'new', type: args[0], className: args[1] });
  });
});
