import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { areOrphansKnown, isUseKnown, listBlocking } from '../../electron/registry/state/blocking.ts';
import { numbersOf } from '../../electron/registry/ask/deletion/going.ts';
import { whatIf } from '../../electron/registry/ask/deletion/what-if.ts';
import { manifestCounts } from '../../electron/registry/ask/totals/manifest-counts.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { bentFileSystem, failing } from '../support/bent-file-system.ts';
import { scanned, statesOf, ungraced } from '../support/scanning.ts';
import { toYaml, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

/** Two datasets with a pipeline and an unused file each, and a pipeline whose manifest is put in as it is. */
function lab(spoil: (builder: WorkspaceBuilder) => void, closed: string | null = null) {
  const builder = new WorkspaceBuilder();
  for (const dataset of ['corn', 'rye']) {
    builder.store(dataset, `live ${dataset}`);
    builder.store(dataset, `unused ${dataset}`);
    builder.manifest(`runs/${dataset}/0001_a_aaaaaa`, v3Manifest(dataset, [v3Item(`live ${dataset}`)]));
  }
  spoil(builder);
  const fs = bentFileSystem({
    list: (path) => (closed !== null && path === builder.path(closed) ? failing('EACCES') : undefined),
  });
  const { index } = scanned(builder.root, { fs });
  const states = Object.entries(statesOf(ungraced(index)));
  const undecided = states.filter(([, state]) => state === 'undecided').map(([path]) => path.split('/')[1]);
  return { undecided: [...new Set(undecided)].toSorted(), blocks: listBlocking({ index }), index };
}

const whole = toYaml(v3Manifest('corn', [v3Item('x')]));
const cut = (text: string): string => text.slice(0, text.indexOf('chain_path'));

describe('A manifest that breaks', () => {
  it.each([
    ['names its dataset, as the name of its run does', 'runs/corn/0002_b_bbbbbb', cut(whole)],
    ['names it, with a date in the name of its run', 'runs/2025-11-21_corn/0002_b_bbbbbb', cut(whole)],
    ['names it, as others of its run do', 'runs/mixed/0002_b_bbbbbb', cut(whole)],
    [
      'names it and has lost only what follows its items',
      'runs/corn/0002_b_bbbbbb',
      whole.slice(0, whole.indexOf('predictions')),
    ],
    [
      'names it, and has lost the key of its items',
      'runs/corn/0002_b_bbbbbb',
      whole.replace('\nartifacts:', '\nartifactz:'),
    ],
  ])('in one dataset alone when it %s', (_what, folder, text) => {
    const { undecided, blocks } = lab((builder) => {
      builder.manifest(folder, text);
      if (folder.includes('mixed')) builder.manifest('runs/mixed/0001_m_cccccc', v3Manifest('corn', []));
    });
    expect(undecided).toEqual(['corn']);
    expect(blocks).toMatchObject([{ path: `${folder}/manifest.yaml`, scope: { datasets: ['corn'] } }]);
  });

  it.each([
    ['says nothing of its dataset', 'runs/corn/0002_b_bbbbbb', ''],
    ['breaks before it does', 'runs/corn/0002_b_bbbbbb', 'schema_version: "2.0"\nuid: [\n'],
    ['names another than its run has', 'runs/rye/0002_b_bbbbbb', cut(whole)],
    ['names one that was spoiled', 'runs/corn/0002_b_bbbbbb', cut(whole).replace('"corn"', '"corm"')],
    ['is a copy', 'exports/corn', cut(whole)],
  ])('in all when it %s', (_what, folder, text) => {
    const { undecided } = lab((builder) => builder.manifest(folder, text));
    expect(undecided).toEqual(['corn', 'rye']);
  });

  it('in all when its dataset has no folder: somebody may have renamed it', () => {
    const { undecided } = lab((builder) => {
      builder.manifest('runs/oat/0001_a_aaaaaa', v3Manifest('oat', []));
      builder.manifest('runs/oat/0002_b_bbbbbb', cut(whole).replace('"corn"', '"oat"'));
    });
    expect(undecided).toEqual(['corn', 'rye']);
  });

  it('in what lies behind a link to its dataset too', () => {
    const { undecided } = lab((builder) => {
      builder.link('binaries/alias', 'rye').manifest('runs/alias/0001_a_aaaaaa', v3Manifest('alias', []));
      builder.manifest('runs/alias/0002_b_bbbbbb', cut(whole).replace('"corn"', '"alias"'));
    });
    expect(undecided).toContain('rye');
    expect(undecided).not.toContain('corn');
  });
});

describe('A folder that can not be listed', () => {
  const make = (folder: string) => (builder: WorkspaceBuilder) => {
    mkdirSync(builder.path(folder), { recursive: true });
  };

  it.each(['runs/corn/0002_b_bbbbbb', 'runs/corn/notes', 'runs/corn/0001_a_aaaaaa/plots'])(
    'in a run is in the way of the run’s datasets alone: %s',
    (folder) => {
      expect(lab(make(folder), folder)).toMatchObject({
        undecided: ['corn'],
        blocks: [{ path: folder, code: 'UNLISTABLE', scope: { datasets: ['corn'], runs: ['corn'] } }],
      });
    },
  );

  it.each(['runs/empty', 'library', 'exports/x', 'data', 'runs/unknown/0001_x_aaaaaa'])(
    'elsewhere is in the way of all: %s',
    (folder) => {
      expect(lab(make(folder), folder).undecided).toEqual(['corn', 'rye']);
    },
  );

  it.each([
    'lost+found',
    'System Volume Information',
    '.Trashes',
    '.Spotlight-V100',
    '$RECYCLE.BIN',
    '.Trash-1000',
  ])('at the top of a disk, where systems keep their own, is in nobody’s way: %s', (folder) => {
    expect(lab(make(folder), folder)).toMatchObject({ undecided: [], blocks: [] });
    expect(lab(make(`runs/${folder}`), `runs/${folder}`).undecided).toEqual(['corn', 'rye']);
  });
});

describe('Damage that parses', () => {
  it.each([
    ['the key of the artifacts', (text: string) => text.replace('\nartifacts:', '\nartifactz:'), 'SHAPE'],
    [
      'a line between two items',
      (text: string) =>
        text
          .replace(/\n {4}- artifact_id: .*(?=[^]*artifact_id)/, '$&')
          .replace(/\n {4}- (artifact_id: ".*other.*)/, '\n      $1'),
      'REPEATED_KEY',
    ],
    ['a key of the head', (text: string) => text.replace('\ncreated_at:', '\nuid:'), 'REPEATED_KEY'],
    [
      'a key inside of parameters',
      (text: string) =>
        text.replace('    params: {}', '    params:\n        a: 1\n        b: 2\n        a: 3'),
      'REPEATED_KEY',
    ],
  ])('makes a manifest unreadable: %s', (_what, damage, code) => {
    const text = toYaml(
      v3Manifest('corn', [
        v3Item('live corn', { artifact_id: 'one' }),
        v3Item('unused corn', { artifact_id: 'other' }),
      ]),
    );
    const spoiled = damage(text);
    expect(spoiled).not.toBe(text);
    const { undecided, index } = lab((builder) => builder.manifest('runs/corn/0001_a_aaaaaa', spoiled));
    expect(undecided).toEqual(['corn']);
    expect(complete(statistics(ungraced(index))).unreadable).toMatchObject([
      { code, line: expect.any(Number) as number },
    ]);
  });

  it('leaves the files of its dataset undecided where an item has neither path nor hash', () => {
    const nameless = v3Item('x', { path: undefined, content_hash: 'sha256:spoiled' });
    const { undecided, blocks, index } = lab((builder) =>
      builder.manifest('runs/corn/0002_b_bbbbbb', v3Manifest('corn', [nameless])),
    );
    expect(undecided).toEqual(['corn']);
    expect(blocks).toMatchObject([{ code: 'NAMELESS', scope: { datasets: ['corn'] } }]);
    // The rest of it can be read.
    expect(complete(statistics(ungraced(index))).totals.records).toBe(3);
  });

  it('is not what `save_artifacts=False` leaves: such items were never stored', () => {
    const skipped = [{ skipped: true, name: 'PLS', step: 3 }, v3Item('live corn', { step_index: 7 })];
    const { undecided, blocks, index } = lab((builder) =>
      builder.manifest('runs/corn/0002_b_bbbbbb', v3Manifest('corn', skipped)),
    );
    expect({ undecided, blocks }).toEqual({ undecided: [], blocks: [] });
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({ records: 3, missing_records: 0 });
    const positions = index.raw.prepare('SELECT position FROM record WHERE step = 7').pluck().all();
    expect(positions).toEqual([1]);
  });
});

describe('Whether orphans are known', () => {
  it('is told for the dataset that something may be about, and for all where it may be about any', () => {
    const scoped = lab((builder) => builder.manifest('runs/corn/0002_b_bbbbbb', cut(whole)));
    const known = (index: typeof scoped.index, dataset?: string): boolean =>
      areOrphansKnown(ungraced(index), dataset);
    expect(known(scoped.index, 'corn')).toBe(false);
    expect(known(scoped.index, 'rye')).toBe(true);
    expect(known(scoped.index)).toBe(true);
    const any = lab((builder) => builder.manifest('runs/corn/0002_b_bbbbbb', ''));
    expect([known(any.index), known(any.index, 'corn'), known(any.index, 'rye')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('is not told by an index that may be behind', () => {
    const { index } = lab(() => undefined);
    expect(areOrphansKnown(ungraced(index))).toBe(true);
    expect(areOrphansKnown({ ...ungraced(index), isStale: true })).toBe(false);
  });
});

describe('What only some pipelines use', () => {
  const use = (index: ReturnType<typeof lab>['index']): boolean[] =>
    ['corn', 'rye', undefined].map((dataset) => isUseKnown(ungraced(index), dataset));

  it('is not known where something can’t be read that may use it', () => {
    expect(use(lab(() => undefined).index)).toEqual([true, true, true]);
    const scoped = lab((builder) => builder.manifest('runs/corn/0002_b_bbbbbb', cut(whole)));
    expect(use(scoped.index)).toEqual([false, true, false]);
  });

  it('is asked of the files that would go: a footer is silent exactly where the plan is refused', () => {
    const { index } = lab((builder) => builder.manifest('runs/corn/0002_b_bbbbbb', cut(whole)));
    const unknown = (folder: string): string[] => {
      const manifests = numbersOf(ungraced(index), [`runs/${folder}/manifest.yaml`]);
      return complete(whatIf(ungraced(index), { manifests, files: [] })).unknown.map(({ path }) => path);
    };
    expect(unknown('corn/0001_a_aaaaaa')).toEqual(['runs/corn/0002_b_bbbbbb/manifest.yaml']);
    expect(unknown('rye/0001_a_aaaaaa')).toEqual([]);
  });
});

describe('What was decided', () => {
  it('does not count as unreadable any more, but in the list of all that can’t be read', () => {
    const { index } = lab((builder) => builder.manifest('runs/corn/0002_b_bbbbbb', ''));
    const decided = { ...ungraced(index), countedEmpty: ['runs/corn/0002_b_bbbbbb/manifest.yaml'] };
    const { unreadable, blocking } = complete(statistics(decided));
    expect([unreadable.length, blocking.length]).toEqual([1, 0]);
    expect(manifestCounts(decided)).toEqual({ pipelines: 3, copies: 0, unreadable: 0 });
    expect(manifestCounts(ungraced(index)).unreadable).toBe(1);
  });
});
