import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlanRequest } from '../../electron/registry/clean/make-plan.ts';
import { copyFixture, expectedFacts, FIXTURES, type Expected } from '../support/fixtures.ts';
import { everything, filesOnly } from './contents.ts';
import { apply, cleaningOf, codeOf, filesIn, planned, restore, snapshot, sure, trashOf } from './support.ts';

/** All that can be cleaned up in a workspace, pipelines one by one aside. */
function requestsOf({ files, manifests }: Expected): PlanRequest[] {
  const foreign = Object.entries(files)
    .filter(([, { status }]) => status === 'foreign')
    .map(([path]) => path);
  const datasets = [...new Set(manifests.map(({ dataset }) => dataset))].toSorted();
  return [
    { kind: 'orphans' },
    { kind: 'foreign', paths: foreign },
    { kind: 'failed' },
    ...datasets.map((dataset): PlanRequest => ({ kind: 'dataset', dataset })),
  ];
}

const YES = { breaks: true, empty: 'workspace' };

/** Stored files that something else than one manifest names, by facts found without Stemma. */
function neededWithout({ files }: Expected, manifest: string): string[] {
  return Object.entries(files)
    .filter(([, { referenced_by: users, kept_by_copies: copies = [] }]) =>
      [...users.map(([user]) => user), ...copies].some((user) => user !== manifest),
    )
    .map(([path]) => path);
}

/** What only one manifest names. */
function onlyOf({ files }: Expected, manifest: string): string[] {
  return Object.entries(files)
    .filter(([, { referenced_by: users, kept_by_copies: copies = [] }]) => {
      const all = [...users.map(([user]) => user), ...copies];
      return all.length > 0 && all.every((user) => user === manifest);
    })
    .map(([path]) => path);
}

describe.each(FIXTURES)('the workspace %s', (name) => {
  const facts = expectedFacts(name);
  const requests = requestsOf(facts);

  it('is what it was, to the byte and the time, after each clean-up and its undo', () => {
    const root = copyFixture(name);
    const here = cleaningOf(root);
    const original = snapshot(root);
    for (const request of requests) {
      const consent = { ...YES, dataset: request.kind === 'dataset' ? request.dataset : null };
      const plan = sure(planned(here, request, { consent }));
      expect(snapshot(root)).toEqual(original);
      const done = sure(apply(here, plan));
      expect(done).toMatchObject({ skipped: [], notes: [] });
      expect(done.moved).toEqual(expect.arrayContaining([...plan.entries]));
      expect(everything(root)).toEqual(filesOnly(original));
      for (const { path } of plan.entries) expect(existsSync(join(root, path))).toBe(false);
      if (done.trash_id !== null) expect(sure(restore(here, done.trash_id)).skipped).toEqual([]);
      expect(snapshot(root)).toEqual(original);
    }
  });

  it('is what it was after all clean-ups on top of each other and their undo, in any order', () => {
    const root = copyFixture(name);
    const here = cleaningOf(root);
    const original = snapshot(root);
    for (const request of requests) {
      const consent = { ...YES, dataset: request.kind === 'dataset' ? request.dataset : null };
      const plan = planned(here, request, { consent });
      // What went with the one before is no longer there to be named.
      if (!plan.ok) expect(plan.error.code).toBe('NOT_FOUND');
      else expect(sure(apply(here, plan.value)).skipped).toEqual([]);
    }
    const ids = trashOf(here).map(({ trash_id: id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids.toSorted((one, other) => one.slice(-6).localeCompare(other.slice(-6)))) {
      expect(sure(restore(here, id)).skipped).toEqual([]);
    }
    expect(snapshot(root)).toEqual(original);
  });

  it('loses nothing that others need, whichever of its pipelines is deleted', () => {
    const root = copyFixture(name);
    const here = cleaningOf(root);
    const original = snapshot(root);
    for (const { path: manifest } of facts.manifests) {
      const plan = planned(here, { kind: 'pipeline', manifest }, { consent: YES });
      const done = sure(apply(here, sure(plan)));
      const left = new Set(filesIn(root));
      expect(neededWithout(facts, manifest).filter((path) => !left.has(path))).toEqual([]);
      expect(onlyOf(facts, manifest).filter((path) => left.has(path))).toEqual([]);
      // Its folder stays, empty: the next run counts folders.
      expect(filesIn(root, dirname(manifest))).toEqual([]);
      expect(readdirSync(join(root, dirname(dirname(manifest))))).toContain(
        dirname(manifest).slice(dirname(dirname(manifest)).length + 1),
      );
      expect(everything(root)).toEqual(filesOnly(original));
      expect(sure(restore(here, done.trash_id ?? '')).skipped).toEqual([]);
      expect(snapshot(root)).toEqual(original);
    }
    expect(codeOf(planned(here, { kind: 'pipeline', manifest: 'runs/none/manifest.yaml' }))).toBe(
      'NOT_FOUND',
    );
  });
});
