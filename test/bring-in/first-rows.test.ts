import { describe, expect, it } from 'vitest';
import { makeImportPlan } from '../../electron/registry/bring-in/make-import-plan.ts';
import { openSource } from '../../electron/registry/bring-in/open-sources.ts';
import { writableNodeFileSystem } from '../../electron/registry/files/writable-file-system.ts';
import { bent } from '../support/bent-file-system.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { afterRestart } from '../clean/machine.ts';
import { fatefulFileSystem } from '../clean/written-file-system.ts';
import { scanAll } from '../support/scanning.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { sourceAt } from './support.ts';

/** Many pipelines of a run, each with a file of its own. */
function many(count: number): string {
  const builder = new WorkspaceBuilder();
  for (let number = 1; number <= count; number += 1) {
    const content = `bytes ${number}`;
    builder.store('corn', content);
    const name = `${String(number).padStart(4, '0')}_pls_aaaaaa`;
    builder.manifest(`runs/corn/${name}`, v3Manifest('corn', [v3Item(content)], { uid: name }));
  }
  return builder.root;
}

/** Plans, and tells how far it was at each step, and what it asked of the disk. */
function told(source: string) {
  const counted = fatefulFileSystem(() => 'works');
  const cleaning = afterRestart(new WorkspaceBuilder().bystander().root, counted.fs);
  scanAll(cleaning.workspace);
  const found = sourceAt(source);
  counted.begin();
  const planning = makeImportPlan(cleaning, [found], { onConflict: 'beside', withoutMissing: true });
  const steps: { readonly files: number; readonly first: number; readonly items: number }[] = [];
  let step = planning.next();
  for (; step.done !== true; step = planning.next()) {
    const { files, first, items } = step.value;
    steps.push({ files, first: first.length, items: items.length });
  }
  return { steps, plan: step.value, calls: counted.calls() };
}

describe('Walking over many folders', () => {
  it('hears of being cancelled between pieces, and tells how far it is', async () => {
    const source = many(300);
    let lists = 0;
    const fs = bent({
      list: (path) => {
        lists += 1;
        return writableNodeFileSystem.list(path);
      },
    });
    const seen: number[] = [];
    const staging = (): string => temporaryFolder();
    const onProgress = ({ files }: { readonly files: number }): void => void seen.push(files);
    const whole = await openSource(source, source, { fs, staging, onProgress });
    expect(whole).toMatchObject({ ok: true, value: { manifests: { length: 300 } } });
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
    // Each folder of a pipeline, and what it holds.
    expect(seen.at(-1)).toBeGreaterThan(600);
    const all = lists;
    lists = 0;
    const cancel = { aborted: false };
    // As a message of whoever asked for it: it has its turn when the walk leaves it one.
    setImmediate(() => (cancel.aborted = true));
    const stopped = await openSource(source, source, { fs, staging, cancel });
    expect(stopped).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(lists).toBeLessThan(all / 10);
  });
});

describe('Looking at many manifests', () => {
  it('tells what the first come to before the rest is read', () => {
    const { steps, plan } = told(many(300));
    expect(plan.items).toHaveLength(300);
    for (const { files, first } of steps.slice(0, 200)) expect(first).toBe(files);
    expect(Math.max(...steps.map(({ first }) => first))).toBe(200);
    // Those are no part of the plan, which is made when all are read.
    expect(steps.slice(0, 300).every(({ items }) => items === 0)).toBe(true);
  });

  it('asks the disk as often for each, however many there are', () => {
    const few = told(many(50)).calls / 50;
    const lots = told(many(300)).calls / 300;
    expect(lots).toBeLessThanOrEqual(few);
  });
});
