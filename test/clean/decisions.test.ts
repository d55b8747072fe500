import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decide, undecide } from '../../electron/registry/clean/decide.ts';
import { decisionsFor } from '../../electron/registry/change/decisions.ts';
import { writableNodeFileSystem } from '../../electron/registry/files/writable-file-system.ts';
import { bent } from '../support/bent-file-system.ts';
import { WorkspaceBuilder } from '../support/workspace-builder.ts';
import { laboratory } from './laboratory.ts';
import {
  apply,
  clean,
  cleaningOf,
  codeOf,
  drive,
  planned,
  resume,
  snapshot,
  sure,
  trashId,
  trashOf,
} from './support.ts';

const CUT_OFF = 'schema_version: "2.0"\nartifacts:\n';

describe('a decision that was taken back', () => {
  it('does not hold for a plan that was made with it, and does not come back', () => {
    const { root } = laboratory();
    const cut = new WorkspaceBuilder(root).manifest('runs/corn/0003_c_cccccc', CUT_OFF);
    const here = cleaningOf(root);
    sure(drive(decide(here, { path: cut })));
    const plan = sure(planned(here, { kind: 'orphans' }));
    sure(drive(undecide(here, { path: cut })));
    const before = snapshot(root);
    expect(codeOf(apply(here, plan))).toBe('UNREADABLE');
    expect(snapshot(root)).toEqual(before);
    expect(decisionsFor(here.site, here.workspace.index)).toEqual([]);
  });

  it('after a plan that made it was applied, is not made again by finishing that', () => {
    const { root } = laboratory();
    const cut = new WorkspaceBuilder(root).manifest('runs/corn/0003_c_cccccc', CUT_OFF);
    const here = cleaningOf(root);
    const id = trashId(clean(here, { kind: 'orphans' }, { countEmpty: [cut] }));
    sure(drive(undecide(here, { path: cut })));
    cutOff(root, id);
    expect(codeOf(resume(here, id))).toBe('UNREADABLE');
    expect(decisionsFor(here.site, here.workspace.index)).toEqual([]);
  });
});

describe('a file of decisions that somebody else wrote', () => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

  function withDecisions(root: string, decisions: Readonly<Record<string, unknown>>): void {
    mkdirSync(join(root, '.stemma'));
    writeFileSync(join(root, '.stemma/decisions.json'), JSON.stringify(decisions));
  }

  it.each([
    '../outside/manifest.yaml',
    '/etc/hostname',
    'runs/../../outside',
    'C:\\x',
    'runs//x',
    '.stemma/lock',
  ])('has nothing looked at outside: %s', (manifest) => {
    const { root } = laboratory();
    withDecisions(root, { count_empty: [{ manifest, sha256: sha256('') }] });
    const reads: string[] = [];
    const { read } = writableNodeFileSystem;
    const fs = bent({
      read: (path, largest) => {
        reads.push(path);
        return read(path, largest);
      },
    });
    const here = cleaningOf(root, { fs });
    expect(sure(planned(here, { kind: 'orphans' })).decisions).toEqual([]);
    const own = realpathSync(root);
    expect(
      reads.filter((path) => !/^(runs|library|exports|\.stemma\/decisions\.json)/.test(relative(own, path))),
    ).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')(
    'does not settle a manifest whose path means another thing elsewhere',
    () => {
      const { root } = laboratory();
      const cut = new WorkspaceBuilder(root).manifest('runs/corn/0003\\c', CUT_OFF);
      withDecisions(root, { count_empty: [{ manifest: cut, sha256: sha256(CUT_OFF) }] });
      expect(codeOf(planned(cleaningOf(root), { kind: 'orphans' }))).toBe('UNREADABLE');
    },
  );

  it('does not keep a manifest that can be read from being asked', () => {
    const { root, pipeline } = laboratory();
    const text = readFileSync(join(root, pipeline), 'utf8');
    withDecisions(root, { count_empty: [{ manifest: pipeline, sha256: sha256(text) }] });
    const plan = sure(planned(cleaningOf(root), { kind: 'orphans' }));
    expect(plan.decisions).toEqual([]);
    expect(plan.entries).toHaveLength(3);
  });

  it.each(['soon', '-1', '1e3', '', '9'.repeat(20)])('may say any time of a dataset: %j', (newest) => {
    const { root } = laboratory();
    mkdirSync(join(root, 'runs/maize'));
    withDecisions(root, { count_deleted: [{ dataset: 'maize', newest }] });
    const here = cleaningOf(root);
    expect(codeOf(planned(here, { kind: 'orphans', dataset: 'maize' }))).toBe('UNREADABLE');
    expect(sure(planned(here, { kind: 'orphans', dataset: 'corn' })).entries).toHaveLength(2);
  });
});

describe('a decision on a folder without a manifest', () => {
  it('holds for what lies in it then, and is asked for again where a file of it has grown', () => {
    const { root } = laboratory();
    const folder = 'runs/corn/0003_c_cccccc';
    const builder = new WorkspaceBuilder(root).file(`${folder}/pipeline.json`, '[]');
    const here = cleaningOf(root);
    expect(codeOf(planned(here, { kind: 'orphans' }))).toBe('UNREADABLE');
    sure(drive(decide(here, { path: folder })));
    const plan = sure(planned(here, { kind: 'orphans' }));
    expect(plan.entries).toHaveLength(3);
    builder.file(`${folder}/pipeline.json`, '{ "pipeline": [] }');
    const before = snapshot(root);
    expect(codeOf(apply(here, plan))).toBe('UNREADABLE');
    expect(codeOf(planned(here, { kind: 'orphans' }))).toBe('UNREADABLE');
    expect(snapshot(root)).toEqual(before);
  });
});

describe('a decision that is made while work is cut off', () => {
  it('lets that work be finished', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    const id = trashId(clean(here, { kind: 'orphans' }));
    cutOff(root, id);
    const cut = new WorkspaceBuilder(root).manifest('runs/corn/0003_c_cccccc', CUT_OFF);
    expect(codeOf(resume(here, id))).toBe('UNREADABLE');
    sure(drive(decide(here, { path: cut })));
    expect(sure(resume(here, id))).toMatchObject({ kind: 'moving', done: { moved: [{ reason: 'orphan' }] } });
    expect(trashOf(here)).toMatchObject([{ state: 'complete', files: 3 }]);
  });
});

/** As a crash leaves it: the journal says that files are moving, and one of them was not moved yet. */
function cutOff(root: string, id: string): void {
  const batch = join(root, '.stemma/trash', id);
  const journal = join(batch, 'moving.journal');
  renameSync(join(batch, 'complete.journal'), journal);
  const path = /binaries\/corn\/[^"]+/.exec(readFileSync(journal, 'utf8'))?.[0] ?? '';
  expect(existsSync(join(batch, 'files', path))).toBe(true);
  renameSync(join(batch, 'files', path), join(root, path));
}
