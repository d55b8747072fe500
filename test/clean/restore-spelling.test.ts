import { describe, expect, it } from 'vitest';
import { previewRestore } from '../../electron/registry/trash/restore-preview.ts';
import { ignoringCase } from '../support/ignoring-case.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import type { SiteOptions } from '../../electron/registry/change/site.ts';
import { clean, cleaningOf, codeOf, filesIn, restore, sure, trashId } from './support.ts';

const COMPOSED = 'caf\u00e9';
const DECOMPOSED = 'cafe\u0301';

/** Stored files of these names in the trash, nothing of which any manifest names. */
function trashed(names: readonly string[], options: SiteOptions = {}) {
  const builder = new WorkspaceBuilder();
  builder.store('corn', 'kept');
  builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [v3Item('kept')]));
  const paths = names.map((name) => `binaries/corn/${name}`);
  for (const path of paths) builder.file(path, path);
  const cleaning = cleaningOf(builder.root, { now: () => Date.now() + 60_000, ...options });
  const done = clean(cleaning, { kind: 'foreign', paths });
  expect(done.moved).toHaveLength(names.length);
  return { cleaning, root: builder.root, id: trashId(done) };
}

/** What goes back for a typed name, which the preview must foretell. */
function back({ cleaning, id }: ReturnType<typeof trashed>, ...typed: readonly string[]): string[] {
  const paths = typed.map((name) => `binaries/corn/${name}`);
  const foretold = sure(previewRestore(cleaning.site, id, paths)).map(({ path }) => path);
  const { restored } = sure(restore(cleaning, id, paths));
  expect(restored.map(({ path }) => path)).toEqual(foretold);
  expect(restored.map(({ target }) => target)).toEqual(foretold);
  return restored.map(({ path }) => path.slice('binaries/corn/'.length));
}

/** How preview and work end for a typed name that means none. */
function refusals({ cleaning, id }: ReturnType<typeof trashed>, typed: string): string[] {
  const paths = [`binaries/corn/${typed}`];
  return [codeOf(previewRestore(cleaning.site, id, paths)), codeOf(restore(cleaning, id, paths))];
}

const NOT_FOUND = ['NOT_FOUND', 'NOT_FOUND'];

describe('A file of the trash', () => {
  it.each([
    ['decomposed', COMPOSED, DECOMPOSED],
    ['composed', DECOMPOSED, COMPOSED],
  ])('is found where its accents are typed %s', (_how, listed, typed) => {
    expect(back(trashed([`${listed}.txt`, 'other.txt']), `${typed}.txt`)).toEqual([`${listed}.txt`]);
  });

  it('is the one of exactly that path where two look alike', () => {
    expect(back(trashed([`${COMPOSED}.txt`, `${DECOMPOSED}.txt`]), `${DECOMPOSED}.txt`)).toEqual([
      `${DECOMPOSED}.txt`,
    ]);
  });

  it('is none where two others are spelled so', () => {
    const both = ['\u1ec7.txt', 'e\u0302\u0323.txt'];
    expect(refusals(trashed(both), 'e\u0323\u0302.txt')).toEqual(NOT_FOUND);
    expect(back(trashed(both), ...both)).toHaveLength(2);
  });

  it('goes back once, however often it is named', () => {
    expect(back(trashed([`${COMPOSED}.txt`]), `${DECOMPOSED}.txt`, `${COMPOSED}.txt`)).toHaveLength(1);
  });

  it('is found in any case where the disk ignores it', () => {
    const here = trashed(['Notes.TXT', 'other.txt'], { fs: ignoringCase() });
    expect(back(here, 'notes.txt')).toEqual(['Notes.TXT']);
  });

  it('is found in its own case alone where the disk tells them apart', () => {
    const here = trashed(['Notes.TXT', 'other.txt']);
    const before = filesIn(here.root);
    expect(refusals(here, 'notes.txt')).toEqual(NOT_FOUND);
    expect(filesIn(here.root)).toEqual(before);
  });

  it('is not found by a way that leads elsewhere', () => {
    const here = trashed(['Notes.TXT'], { fs: ignoringCase() });
    for (const typed of ['../corn/Notes.TXT', './Notes.TXT', 'Notes.TXT/', '../../../decisions.json'])
      expect(refusals(here, typed)).toEqual(NOT_FOUND);
  });
});
