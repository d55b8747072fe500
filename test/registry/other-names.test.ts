import { describe, expect, it } from 'vitest';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { isManifestUnderOtherName } from '../../electron/registry/layouts/files/walk/manifest-name.ts';
import { scanned, statesOf, ungraced } from '../support/scanning.ts';
import { toYaml, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

const PIPELINE = 'runs/corn/0001_a_aaaaaa';

/** A pipeline, and beside its manifest another file with another manifest's text. */
function beside(name: string, folder: string = PIPELINE, text?: string) {
  const builder = new WorkspaceBuilder();
  const ours = builder.store('corn', 'ours');
  const theirs = builder.store('corn', 'theirs');
  builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('ours')]));
  builder.file(`${folder}/${name}`, text ?? toYaml(v3Manifest('corn', [v3Item('theirs')])));
  const { index } = scanned(builder.root);
  const states = statesOf(ungraced(index));
  return {
    ours: states[ours],
    theirs: states[theirs],
    unreadable: complete(statistics(ungraced(index))).unreadable,
  };
}

const NAMES = [
  "manifest (lab-pc's conflicted copy 2025-11-03).yaml",
  'manifest.sync-conflict-20251103-101112-ABCDEFG.yaml',
  'manifest-LAB-PC.yaml',
  'manifest_conflict-20251103-101112.yaml',
  'manifest (conflicted copy 2025-11-03 101112).yaml',
  'manifest [conflict].yaml',
  'manifest (1).yaml',
  'Manifest (2).YAML',
  'Copy of manifest.yaml',
  'manifest - Copy.yml',
  'manifest.yaml~',
  '#manifest.yaml#',
  'manifest.yaml.bak',
  'manifest.bak',
  'manifest.yaml.part',
  '.manifest.yaml.Xy12Zq',
  'manifest.yaml.orig',
];

describe('A manifest under another name', () => {
  it.each(NAMES)('keeps its files beside that of the pipeline: %s', (name) => {
    expect(beside(name)).toEqual({ ours: 'referenced', theirs: 'referenced', unreadable: [] });
  });

  it.each(['library/trained/x', 'exports/x', 'runs/corn'])(
    'keeps them in %s, where none of the right name is',
    (folder) => {
      expect(beside('manifest (1).yaml', folder).theirs).toBe('referenced');
    },
  );

  it('keeps them in any folder of a copy, and nowhere else', () => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'x');
    builder.file('notes/manifest (1).yaml', toYaml(v3Manifest('corn', [v3Item('x')])));
    expect(statesOf(ungraced(scanned(builder.root).index))).toEqual({ [file]: 'orphan' });
    builder.manifest('notes', v3Manifest('corn', []));
    expect(statesOf(ungraced(scanned(builder.root).index))).toEqual({ [file]: 'referenced' });
  });

  it.each([
    ['manifest.yaml.part', 'schema_version: "2.0"\nuid: "x"\nartifacts:\n  items:\n'],
    ['.manifest.yaml.swp', 'b0VIM 9.1\0\0\0'],
    ['manifest (1).yaml', ''],
  ])('that can not be read leaves files undecided: %s', (name, text) => {
    expect(beside(name, PIPELINE, text)).toMatchObject({
      ours: 'referenced',
      theirs: 'undecided',
      unreadable: [{ path: `${PIPELINE}/${name}` }],
    });
  });

  it('that is in the cloud alone is to be downloaded', () => {
    const builder = new WorkspaceBuilder();
    const live = builder.store('corn', 'live');
    builder.manifest(PIPELINE, v3Manifest('corn', []));
    builder.file('runs/corn/0002_b_bbbbbb/.manifest.yaml.icloud', 'bplist00\xd1\x01');
    builder.file('runs/corn/0002_b_bbbbbb/pipeline.json', '[]');
    const { index } = scanned(builder.root);
    expect(statesOf(ungraced(index))).toEqual({ [live]: 'undecided' });
    const { unreadable } = complete(statistics(ungraced(index)));
    expect(unreadable).toMatchObject([
      { path: 'runs/corn/0002_b_bbbbbb/.manifest.yaml.icloud', code: 'IN_CLOUD' },
    ]);
    expect(unreadable[0]?.message).toContain('download it');
  });

  it('that is somebody else’s is ignored', () => {
    const builder = new WorkspaceBuilder();
    builder.manifest(PIPELINE, v3Manifest('corn', []));
    builder
      .file(`${PIPELINE}/manifest-prod.yaml`, 'kind: Pod\n')
      .file(`${PIPELINE}/._manifest.yaml`, '\0\x05\x16\x07');
    expect(complete(statistics(ungraced(scanned(builder.root).index))).unreadable).toEqual([]);
  });

  it.each([
    'manifest.yaml',
    '._manifest.yaml',
    'manifest.txt',
    'manifest',
    'my-manifests.md',
    'pipeline.yaml',
  ])('is not taken from %s', (name) => expect(isManifestUnderOtherName(name)).toBe(false));
});

describe('A pipeline’s folder without a manifest', () => {
  const folder = 'runs/corn/0002_b_bbbbbb';

  /** A workspace with one, and with files that nothing names. */
  function without(path: string, files: readonly string[]) {
    const builder = new WorkspaceBuilder().bystander();
    const corn = builder.store('corn', 'lost');
    const other = builder.store('bystander', 'nobody');
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', []));
    for (const file of files) builder.file(`${path}/${file}`, 'x');
    const { index } = scanned(builder.root);
    const states = statesOf(ungraced(index));
    return {
      corn: states[corn],
      other: states[other],
      unreadable: complete(statistics(ungraced(index))).unreadable,
    };
  }

  it.each([
    ['its own', folder, ['pipeline.json', 'Report_best_0002_b_bbbbbb.csv']],
    ['one file of it', folder, ['folds_1.csv']],
    ['a file further down', folder, ['plots/loss.png']],
    ['under another name, with its configuration', 'runs/corn/old ridge', ['pipeline.json']],
  ])('but with %s leaves its dataset undecided, and no other', (_what, path, files) => {
    expect(without(path, files)).toMatchObject({
      corn: 'undecided',
      other: 'orphan',
      unreadable: [{ path, code: 'NO_MANIFEST' }],
    });
  });

  it.each([
    ['nothing, as Stemma leaves it', folder, []],
    ['what file managers leave', folder, ['.DS_Store', 'Thumbs.db']],
    ['notes, and no name of a pipeline', 'runs/corn/notes', ['todo.txt']],
    ['a copy of its manifest further down', folder, ['pipeline.json', 'old/manifest.yaml.bak']],
  ])('and with %s is none', (_what, path, files) => {
    const builder = new WorkspaceBuilder();
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', []));
    for (const file of files)
      builder.file(`${path}/${file}`, file.includes('manifest') ? toYaml(v3Manifest('corn', [])) : 'x');
    expect(complete(statistics(ungraced(scanned(builder.root).index))).unreadable).toEqual([]);
  });
});
