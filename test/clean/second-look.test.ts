import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { v3Item, v3Manifest } from '../support/workspace-builder.ts';
import { lab } from './lab.ts';
import { apply, cleaningOf, codeOf, planned, snapshot, sure, trashOf } from './support.ts';

describe('the second look', () => {
  it('leaves a file of a pipeline that a record of another dataset may mean by then', () => {
    const { builder, root, files, first } = lab();
    const cleaning = cleaningOf(root);
    const plan = sure(planned(cleaning, { kind: 'pipeline', manifest: first }));
    // Its own file is missing: a dataset that was renamed looks like this.
    builder.manifest('library/kept', v3Manifest('rye', [v3Item('first alone')], { uid: 'three' }));
    const done = sure(apply(cleaning, plan));
    expect(done.skipped).toEqual([{ path: files.first, reason: 'claimed', message: null }]);
    expect(done.moved.map(({ path }) => path)).toContain(first);
  });

  it('leaves of a dataset what is named by then, and takes the rest', () => {
    const { builder, root, files } = lab();
    const cleaning = cleaningOf(root);
    const plan = sure(
      planned(cleaning, { kind: 'dataset', dataset: 'corn' }, { consent: { dataset: 'corn' } }),
    );
    builder.manifest('library/kept', v3Manifest('corn', [v3Item('second alone')], { uid: 'three' }));
    const done = sure(apply(cleaning, plan));
    expect(done.skipped).toEqual([{ path: files.second, reason: 'referenced', message: null }]);
    expect(done.moved).toHaveLength(plan.entries.length - 1);
  });

  it('leaves out what became referenced, changed or went away', () => {
    const { builder, root, files } = lab();
    const changed = builder.store('corn', 'changes');
    const touched = builder.store('corn', 'touched');
    const gone = builder.store('corn', 'goes');
    const cleaning = cleaningOf(root);
    const plan = sure(planned(cleaning, { kind: 'orphans' }));
    builder.manifest('runs/corn/0003_c_cccccc', v3Manifest('corn', [v3Item('nobody')]));
    builder.file(changed, 'changed, and longer').remove(gone);
    utimesSync(join(root, touched), 1, 1);
    const done = sure(apply(cleaning, plan));
    expect(done.trash_id).toBeNull();
    expect(done.moved).toEqual([]);
    expect(done.skipped.map(({ path, reason }) => [path, reason]).toSorted()).toEqual(
      [
        [files.orphan, 'referenced'],
        [changed, 'changed'],
        [touched, 'changed'],
        [gone, 'gone'],
      ].toSorted(),
    );
    expect(trashOf(cleaning)).toEqual([]);
  });

  it('leaves a whole pipeline alone whose manifest was written since', () => {
    const { builder, root, first } = lab();
    const cleaning = cleaningOf(root);
    const plan = sure(planned(cleaning, { kind: 'pipeline', manifest: first }));
    builder.manifest(
      'runs/corn/0001_a_aaaaaa',
      v3Manifest('corn', [v3Item('shared'), v3Item('first alone')], { uid: 'again' }),
    );
    const before = snapshot(root);
    const done = sure(apply(cleaning, plan));
    expect(done.moved).toEqual([]);
    expect(new Set(done.skipped.map(({ reason }) => reason))).toEqual(
      new Set(['pipeline-stays', 'referenced']),
    );
    expect(snapshot(root)).toEqual(before);
  });

  it('leaves it alone too where the manifest has the size that it had', () => {
    const { root, first } = lab();
    const cleaning = cleaningOf(root);
    const plan = sure(planned(cleaning, { kind: 'pipeline', manifest: first }));
    const text = readFileSync(join(root, first), 'utf8');
    writeFileSync(join(root, first), text.replace('created_at: "20', 'created_at: "19'));
    expect(readFileSync(join(root, first), 'utf8')).not.toBe(text);
    const before = snapshot(root);
    const done = sure(apply(cleaning, plan));
    expect(done.moved).toEqual([]);
    expect(done.skipped.find(({ path }) => path === first)).toMatchObject({ reason: 'pipeline-stays' });
    expect(snapshot(root)).toEqual(before);
  });

  it('refuses all where a manifest can no longer be read', () => {
    const { builder, root } = lab();
    const cleaning = cleaningOf(root);
    const plan = sure(planned(cleaning, { kind: 'orphans' }));
    builder.manifest('library/a', 'artifacts: [');
    const before = snapshot(root);
    expect(codeOf(apply(cleaning, plan))).toBe('UNREADABLE');
    expect(snapshot(root)).toEqual(before);
    expect(trashOf(cleaning)).toEqual([]);
  });
});
