import { describe, expect, it } from 'vitest';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { scanned, statesOf, twoDaysOn, ungraced } from '../support/scanning.ts';
import {
  WorkspaceBuilder,
  storedName,
  toYaml,
  v1Item,
  v1Manifest,
  v3Item,
  v3Manifest,
} from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { problemOf, read } from './read-text.ts';

describe('A path that is no bare file name', () => {
  const UNSAFE = [
    '../outside.joblib',
    'a/b.joblib',
    '/etc/passwd',
    '..',
    '.',
    'C:\\x.joblib',
    'C:x.joblib',
    'a\\b.joblib',
    '..\\up.joblib',
    '\\\\server\\share',
    'stream.joblib:hidden',
    'nul\u0000.joblib',
    'line\nbreak.joblib',
    'bell\u0007.joblib',
    'delete\u007f.joblib',
    'next\u0085line.joblib',
    'CON',
    'con.joblib',
    'LPT1.pkl',
    'ends with a dot.',
    'ends with a space ',
  ];

  it.each(UNSAFE)('makes its manifest unreadable, and says where: %j', (path) => {
    const text = toYaml(v3Manifest('corn', [v3Item('fine'), v3Item('x', { path }), v3Item('other')]));
    const problem = problemOf(text);
    expect(problem.code).toBe('UNSAFE_PATH');
    const lines = text.split('\n');
    const line =
      lines.findLastIndex(
        (entry) => entry.startsWith('      path: ') && !entry.includes(storedName('other')),
      ) + 1;
    expect(problem.line).toBe(line);
    expect(problem.column).toBeGreaterThan(4);
    expect(problem.column).toBeLessThanOrEqual((lines[line - 1] ?? '').length);
    expect(problem.message).toMatch(/^The path of item 1 is not a bare file name: it .+\.$/);
  });

  it.each(UNSAFE)('does so in an item without an id, and in a copy: %j', (path) => {
    const text = toYaml(v1Manifest('corn', [v1Item('x', { path })]));
    expect(problemOf(text, false).code).toBe('UNSAFE_PATH');
  });

  it.each([
    '.hidden.joblib',
    ' leads with a blank.joblib',
    'a..b.joblib',
    '~.joblib',
    '$HOME.joblib',
    '%2e%2e%2f.joblib',
    'control.joblib',
    '*.joblib',
  ])('is told from one that is unusual: %j', (path) => {
    expect(read(toYaml(v3Manifest('corn', [v3Item('x', { path })]))).ok).toBe(true);
  });

  it('leaves other manifests as they are', () => {
    const builder = new WorkspaceBuilder();
    const live = builder.store('corn', 'live');
    const unused = builder.store('corn', 'unused');
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [v3Item('live')]));
    builder.manifest('runs/corn/0002_b_bbbbbb', v3Manifest('corn', [v3Item('live', { path: '../../etc' })]));
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [live]: 'referenced', [unused]: 'undecided' });
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({
      manifests: 2,
      unreadable_manifests: 1,
      records: 1,
    });
    expect(complete(statistics(ungraced(index))).unreadable).toMatchObject([
      { path: 'runs/corn/0002_b_bbbbbb/manifest.yaml', code: 'UNSAFE_PATH' },
    ]);
    expect(listPipelines(ungraced(index)).map(({ state }) => state)).toEqual(['complete', 'unreadable']);
  });

  it('leads no further when the dataset tries it', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'x');
    builder.manifest('runs/a/0001_a_aaaaaa', v3Manifest('../corn', [v3Item('x')]));
    builder.manifest('runs/a/0002_a_aaaaaa', v3Manifest('/etc', [v3Item('y', { path: 'passwd' })]));
    const { index } = scanned(builder.root);
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({ records: 2, missing_records: 2 });
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'undecided' });
  });
});
