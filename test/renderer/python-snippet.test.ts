import { describe, expect, it } from 'vitest';
import { derivedChain, pythonSnippet } from '../../renderer/inspector/python-snippet.ts';
import { absolutePath } from '../../renderer/text/absolute-path.ts';

const stop = (step: number | null, name: string, branch: number[] = [], substep: number | null = null) => ({
  step,
  class: name,
  branch,
  source: null,
  substep,
  kind: 'way' as const,
  inferred: false,
  key: null,
});

describe('what is copied for Python', () => {
  it('is the whole derived chain, as chain paths are written', () => {
    const way = [
      { count: 1, stops: [stop(1, 'MinMaxScaler')] },
      { count: 3, stops: [stop(3, 'SNV', [0]), stop(3, 'MSC', [1])] },
      { count: 1, stops: [stop(4, 'PLSRegression', [0], 1)] },
    ];
    expect(derivedChain(way)).toBe(
      's1.MinMaxScaler>s3.SNV[br=0]+s3.MSC[br=1]+1 more>s4.PLSRegression[br=0,sub=1]',
    );
    expect(derivedChain([])).toBe('');
  });

  it('is an absolute path, as the system writes it', () => {
    expect(absolutePath('/home/mara/lab', 'binaries/corn/a.joblib')).toBe(
      '/home/mara/lab/binaries/corn/a.joblib',
    );
    expect(absolutePath('/', 'binaries/a')).toBe('/binaries/a');
    expect(absolutePath('C:\\lab', 'binaries/corn/a.joblib')).toBe('C:\\lab\\binaries\\corn\\a.joblib');
    expect(absolutePath('\\\\server\\share\\', 'binaries/a')).toBe('\\\\server\\share\\binaries\\a');
  });

  it('loads a file as its format wants it', () => {
    const file = { path: '/lab/a.joblib', version: 'sklearn==1.5.0', chain: 's1.SNV' };
    expect(pythonSnippet({ ...file, format: 'joblib' })).toBe(
      [
        '# s1.SNV',
        '# written with sklearn==1.5.0',
        '# Loading runs what the file says: load only what you trust.',
        'import joblib',
        '',
        'path = "/lab/a.joblib"',
        'artifact = joblib.load(path)',
        '',
      ].join('\n'),
    );
    expect(pythonSnippet({ ...file, format: 'cloudpickle' })).toContain('cloudpickle.load(file)');
    expect(pythonSnippet({ ...file, format: 'xgboost_json' })).toContain(
      'from_bytes(file.read(), "xgboost_json")',
    );
    // Old records say no format.
    expect(pythonSnippet({ ...file, format: '' })).toContain('joblib.load(path)');
    expect(pythonSnippet({ ...file, path: '/lab/a.pkl', format: '' })).toContain('pickle.load(file)');
  });

  it('runs nothing that a manifest or a file name says', () => {
    const nasty = '\n__import__("os").system("boom")\u2028x\r"\\';
    const lines = pythonSnippet({ path: `/lab/${nasty}`, format: nasty, version: nasty, chain: nasty }).split(
      /[\n\r\u2028]/,
    );
    for (const line of lines)
      expect(line).toMatch(
        /^(#|import |from |with |path = "|$| {4}artifact = from_bytes\(file\.read\(\), ")/,
      );
  });
});
