import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlanRequest } from '../../electron/registry/clean/make-plan.ts';
import { chainHash } from '../../shared/format/chain-hash.ts';
import { bentFileSystem, failing } from '../support/bent-file-system.ts';
import { writableNodeFileSystem } from '../../electron/registry/files/writable-file-system.ts';
import { sha256, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { laboratory } from './laboratory.ts';
import {
  AGREED,
  apply,
  clean,
  cleaningOf,
  codeOf,
  empty,
  planned,
  restore,
  snapshot,
  sure,
  trashId,
  trashOf,
} from './support.ts';

const CUT_OFF = 'schema_version: "2.0"\nuid: "cut"\ndataset: "corn"\nartifacts:\n  items: []\n';

/** Everything that a laboratory offers to be cleaned up. */
function requests(pipeline: string): PlanRequest[] {
  return [
    { kind: 'orphans' },
    { kind: 'orphans', dataset: 'maize' },
    { kind: 'foreign', paths: ['binaries/corn/notes.txt'] },
    { kind: 'failed' },
    { kind: 'pipeline', manifest: pipeline },
    { kind: 'dataset', dataset: 'corn' },
  ];
}

describe('while something cannot be read', () => {
  it.each<[string, (builder: WorkspaceBuilder) => unknown]>([
    ['a manifest of a run', (builder) => builder.manifest('runs/maize/0001_x_cccccc', CUT_OFF)],
    ['an empty manifest', (builder) => builder.manifest('runs/maize/0001_x_cccccc', '')],
    ['a copy in the library', (builder) => builder.manifest('library/trained/x', 'artifacts: [')],
    ['an exported copy', (builder) => builder.manifest('exports/x', 'artifacts: {items: ')],
    ['a manifest that leads nowhere', (builder) => builder.link('library/y/manifest.yaml', 'none')],
    ['a link to a disk that is not there', (builder) => builder.link('library', '/nowhere/library')],
  ])('(%s) no stored file is moved by any plan, and the list says why', (_what, spoil) => {
    const { root, pipeline } = laboratory();
    const builder = new WorkspaceBuilder(root).file('binaries/corn/notes.txt', 'mine');
    spoil(builder);
    const before = snapshot(root);
    const here = cleaningOf(root);
    for (const request of requests(pipeline)) {
      const plan = planned(here, request, { consent: { dataset: 'corn', breaks: true } });
      if (plan.ok || plan.error.code !== 'UNREADABLE') throw new Error(`${request.kind} was not refused.`);
      expect(plan.error.unreadable).toHaveLength(1);
    }
    const alone = sure(planned(here, { kind: 'pipeline', manifest: pipeline, keepFiles: true }));
    expect(alone.entries.map(({ reason }) => reason)).toEqual(['folder', 'folder']);
    sure(restore(here, trashId(sure(apply(here, alone)))));
    expect(snapshot(root)).toEqual(before);
  });

  it('because a folder cannot be listed, neither', () => {
    const { root, pipeline } = laboratory();
    const denied = join(root, 'runs/corn/0002_b_bbbbbb');
    const fs = {
      ...writableNodeFileSystem,
      ...bentFileSystem({ list: (path) => (path === denied ? failing('EACCES') : undefined) }),
    };
    const here = cleaningOf(root, { fs });
    const others = { kind: 'orphans', dataset: 'maize' } as const;
    const own = requests(pipeline).filter(({ kind }) => kind !== 'foreign');
    for (const request of own.filter((each) => !('dataset' in each && each.dataset === 'maize'))) {
      expect(codeOf(planned(here, request, { consent: { dataset: 'corn' } }))).toBe('UNREADABLE');
    }
    // It lies in a run of corn, and may name nothing of maize.
    expect(sure(planned(here, others)).entries).toHaveLength(1);
  });

  it('one manifest may count as empty by a decision that is bound to its bytes', () => {
    const { root, orphans } = laboratory();
    const builder = new WorkspaceBuilder(root);
    const cut = builder.manifest('runs/corn/0003_c_cccccc', CUT_OFF);
    const other = builder.manifest('runs/corn/0004_d_dddddd', CUT_OFF);
    const here = cleaningOf(root);
    const decide = { countEmpty: [cut, other] };
    expect(codeOf(planned(here, { kind: 'orphans' }, { countEmpty: [cut] }))).toBe('UNREADABLE');
    const plan = sure(planned(here, { kind: 'orphans' }, decide));
    // A plan decides nothing; applying it does.
    expect(existsSync(join(root, '.stemma'))).toBe(false);
    expect(plan.decisions).toEqual([cut, other].map((manifest) => ({ manifest, sha256: sha256(CUT_OFF) })));
    const id = trashId(sure(apply(here, plan)));
    const kept = JSON.parse(readFileSync(join(root, '.stemma/decisions.json'), 'utf8')) as unknown;
    expect(kept).toMatchObject({
      count_empty: [{ manifest: cut, sha256: sha256(CUT_OFF) }, { manifest: other }],
    });
    // It holds for later plans, and for emptying.
    expect(sure(planned(here, { kind: 'orphans' })).entries).toEqual([]);
    sure(restore(here, id));
    expect(sure(planned(here, { kind: 'orphans' })).entries.map(({ path }) => path)).toEqual(
      [...orphans].toSorted(),
    );
    // Other bytes are another question.
    const again = sure(planned(here, { kind: 'orphans' }));
    builder.manifest('runs/corn/0003_c_cccccc', `${CUT_OFF}\n`);
    expect(codeOf(apply(here, again))).toBe('UNREADABLE');
    expect(codeOf(planned(here, { kind: 'orphans' }))).toBe('UNREADABLE');
  });

  it('only what cannot be read may count as empty', () => {
    const { root, pipeline } = laboratory();
    const here = cleaningOf(root);
    expect(codeOf(planned(here, { kind: 'orphans' }, { countEmpty: [pipeline] }))).toBe('NOT_DECIDABLE');
    expect(codeOf(planned(here, { kind: 'orphans' }, { countEmpty: ['runs/none/manifest.yaml'] }))).toBe(
      'NOT_FOUND',
    );
  });

  it('the trash is not emptied of stored files, and what went before is safe', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    clean(here, { kind: 'orphans' });
    new WorkspaceBuilder(root).manifest('library/x', CUT_OFF);
    expect(codeOf(empty(here))).toBe('UNREADABLE');
    expect(trashOf(here)).toMatchObject([{ files: 3, state: 'complete' }]);
  });
});

describe('what the user must say first', () => {
  it('the name of a workspace without any manifest', () => {
    const builder = new WorkspaceBuilder();
    const path = builder.store('corn', 'alone');
    builder.file('binaries/corn/notes.txt', 'mine');
    const here = cleaningOf(builder.root);
    for (const request of requests('').filter(({ kind }) => !['failed', 'pipeline'].includes(kind))) {
      const consent = { dataset: 'corn' };
      expect(codeOf(planned(here, request, { consent }))).toBe('NO_MANIFESTS');
      expect(codeOf(planned(here, request, { consent: { ...consent, empty: 'other' } }))).toBe(
        'NO_MANIFESTS',
      );
    }
    const plan = sure(planned(here, { kind: 'orphans' }, { consent: { empty: 'workspace' } }));
    expect(plan.entries.map((entry) => entry.path)).toEqual([path]);
  });

  it('the name of a dataset that goes whole', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    const plan = sure(planned(here, { kind: 'dataset', dataset: 'corn' }));
    const before = snapshot(root);
    expect(codeOf(apply(here, plan))).toBe('NOT_CONFIRMED');
    expect(codeOf(apply(here, plan, { ...AGREED, dataset: 'Corn' }))).toBe('NOT_CONFIRMED');
    expect(snapshot(root)).toEqual(before);
    expect(sure(apply(here, plan, { ...AGREED, dataset: 'corn' })).moved).toHaveLength(plan.entries.length);
  });

  it('that what breaks may break: what was listed, and no more', () => {
    const { root, first, builder } = stacked();
    const here = cleaningOf(root);
    const plan = sure(planned(here, { kind: 'pipeline', manifest: first }));
    expect(plan.breaks.map(({ manifest }) => manifest)).toEqual(['library/meta/manifest.yaml']);
    const before = snapshot(root);
    expect(codeOf(apply(here, plan))).toBe('BREAKS');
    builder.manifest('library/meta2', META('meta2'));
    expect(codeOf(apply(here, plan, AGREED))).toBe('BREAKS');
    builder.remove('library/meta2');
    expect(snapshot(root)).toMatchObject(before);
    expect(sure(apply(here, plan, AGREED)).skipped).toEqual([]);
  });
});

const SOURCE = `0001_pls_aaaaaa$${chainHash('s4.PLSRegression[sub=0]', sha256)}:all`;

/** A copy of a meta-model that stacks what the first pipeline stores. */
const META = (uid: string) =>
  v3Manifest(
    'corn',
    [
      v3Item('shared', {
        artifact_type: 'meta_model',
        class_name: 'Ridge',
        chain_path: 's5.Meta_Ridge',
        path: v3Item('shared')['path'],
        depends_on: [SOURCE],
        meta_config: { source_models: [{ artifact_id: SOURCE }], feature_columns: ['a'] },
      }),
    ],
    { uid },
  );

function stacked() {
  const builder = new WorkspaceBuilder();
  builder.store('corn', 'shared');
  builder.store('corn', 'first alone');
  const first = builder.manifest(
    'runs/corn/0001_pls_aaaaaa',
    v3Manifest('corn', [v3Item('first alone')], { uid: 'one' }),
  );
  builder.manifest('library/meta', META('meta'));
  return { builder, root: builder.root, first };
}

describe('a plan', () => {
  it('is of one workspace', () => {
    const [one, other] = [laboratory(), laboratory()];
    const plan = sure(planned(cleaningOf(one.root), { kind: 'orphans' }));
    expect(codeOf(apply(cleaningOf(other.root), plan))).toBe('NOT_FOUND');
  });

  it('that is applied twice moves nothing the second time', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    const plan = sure(planned(here, { kind: 'orphans' }));
    expect(sure(apply(here, plan)).moved).toHaveLength(3);
    const again = sure(apply(here, plan));
    expect(again).toMatchObject({ trash_id: null, moved: [] });
    expect(new Set(again.skipped.map(({ reason }) => reason))).toEqual(new Set(['gone']));
  });

  it('takes nothing that came after it', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    const plan = sure(
      planned(here, { kind: 'dataset', dataset: 'maize' }, { consent: { dataset: 'maize' } }),
    );
    writeFileSync(join(root, 'binaries/maize/model_X_abcdef012345.joblib'), 'new');
    expect(sure(apply(here, plan)).moved).toHaveLength(1);
    expect(existsSync(join(root, 'binaries/maize/model_X_abcdef012345.joblib'))).toBe(true);
  });
});
