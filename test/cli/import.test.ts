import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { TAR_END, tarEntry } from '../support/tar.ts';
import { fixtureWorkspace, stemma, temporaryFolder } from './support.ts';

function empty(): string {
  const root = join(temporaryFolder(), 'workspace');
  mkdirSync(join(root, 'runs'), { recursive: true });
  return root;
}

interface Imports {
  readonly plan: {
    readonly items: readonly {
      readonly status: string;
      readonly files: readonly { readonly status: string }[];
    }[];
  };
  readonly result: null | {
    readonly import_id: string;
    readonly manifests: number;
    readonly files: number;
    readonly bytes: number;
    readonly skipped: readonly unknown[];
  };
}

async function importing(
  root: string,
  ...args: readonly string[]
): Promise<{ code: number | null; document: Imports }> {
  const ended = await stemma(['import', ...args, '-w', root, '--json']);
  return { code: ended.code, document: JSON.parse(ended.out) as Imports };
}

describe('stemma import', () => {
  it('changes nothing without --apply, brings a workspace in with it, and takes it back', async () => {
    const root = empty();
    const source = fixtureWorkspace('corn');
    const plan = await importing(root, source);
    expect(plan.code).toBe(0);
    expect(plan.document.result).toBeNull();
    expect(new Set(plan.document.plan.items.map(({ status }) => status))).toEqual(new Set(['new']));
    expect(existsSync(join(root, 'binaries'))).toBe(false);
    expect((await stemma(['import', source, '-w', root])).out).toMatch(
      /manifests would be brought in with .* free\.\n.*scores stay behind/,
    );
    const done = await importing(root, source, '--apply');
    expect(done).toMatchObject({ code: 0, document: { result: { manifests: 7, skipped: [] } } });
    const again = await importing(root, source, '--apply');
    expect(again).toMatchObject({ code: 0, document: { result: { import_id: null, manifests: 0 } } });
    const undo = await stemma([
      'import',
      'undo',
      done.document.result?.import_id ?? '',
      '--apply',
      '-w',
      root,
      '--json',
    ]);
    expect(undo.code).toBe(0);
    expect((JSON.parse(undo.out) as { result: { moved: string[] } }).result.moved).toHaveLength(
      (done.document.result?.manifests ?? 0) + (done.document.result?.files ?? 0),
    );
    expect((await stemma(['import', 'undo', '20260101T000000Z-aaaaaa', '-w', root])).code).toBe(4);
  });

  it('takes an archive, and leaves nothing of what it unpacked', async () => {
    const root = empty();
    const source = fixtureWorkspace('several-datasets');
    const archive = join(temporaryFolder(), 'results.tar.gz');
    execFileSync('tar', ['czf', archive, '-C', join(source, '..'), 'workspace']);
    const done = await importing(root, archive, '--apply');
    expect(done).toMatchObject({ code: 0, document: { result: { skipped: [] } } });
    expect((await importing(root, source)).document.plan.items.every(({ status }) => status === 'same')).toBe(
      true,
    );
  });

  it('refuses an archive that leads out, and ends with 1 where something is broken or missing', async () => {
    const root = empty();
    const evil = join(temporaryFolder(), 'evil.tar');
    writeFileSync(evil, Buffer.concat([tarEntry({ name: '../evil', content: 'x' }), TAR_END]));
    const refused = await stemma(['import', evil, '-w', root, '--json']);
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.out)).toMatchObject({
      error: { code: 'CANNOT_READ', why: 'UNSAFE_NAME', entry: '../evil' },
    });
    const source = fixtureWorkspace('corn');
    truncateSync(join(source, 'runs/corn/0001_pls_2daa0a/manifest.yaml'), 300);
    const broken = await importing(root, source);
    expect(broken.code).toBe(1);
    expect(broken.document.plan.items[0]).toMatchObject({
      status: 'broken',
      line: expect.any(Number) as number,
    });
    const text = await stemma(['import', source, '-w', root]);
    expect(text.out).toContain('broken ');
    expect((await stemma(['import', join(source, 'nothing'), '-w', root])).code).toBe(4);
  });
});

describe('stemma import of bundles', () => {
  it('looks into them, and copies them whole with --copy-bundles alone', async () => {
    const source = join(fixtureWorkspace('bundle-and-library'), 'exports/sugar_best.n4a');
    const root = empty();
    const plan = await stemma(['import', source, '-w', root, '--json']);
    expect(plan.code).toBe(0);
    expect(JSON.parse(plan.out)).toMatchObject({
      plan: {
        items: [],
        bundles: [{ steps: 4, folds: [0, 1, 2], pipeline_id: '0001_prod_3ed540', taken: false }],
      },
    });
    expect((await stemma(['import', source, '-w', root])).out).toContain('--copy-bundles');
    const done = await stemma(['import', source, '--copy-bundles', '--apply', '-w', root, '--json']);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.out)).toMatchObject({ result: { bundles: ['exports/sugar_best.n4a'] } });
    expect(readFileSync(join(root, 'exports/sugar_best.n4a'))).toEqual(readFileSync(source));
  });

  it('copies one of several by the name that the plan gives it', async () => {
    const source = temporaryFolder();
    for (const name of ['one', 'two']) writeFileSync(join(source, `${name}.n4a.py`), name);
    const root = empty();
    const one = join(source, 'one.n4a.py');
    const done = await stemma(['import', source, '--copy-bundle', one, '--apply', '-w', root, '--json']);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.out)).toMatchObject({ result: { bundles: ['exports/one.n4a.py'] } });
    const none = await stemma(['import', source, '--copy-bundle', 'three', '--apply', '-w', root, '--json']);
    expect(none.code).toBe(4);
    expect(JSON.parse(none.out)).toMatchObject({ error: { code: 'NOT_FOUND', bundle: 'three' } });
  });
});

describe('stemma export', () => {
  const workspace = fixtureWorkspace('corn');

  it('gives the items of a pipeline as YAML, and as JSON the same', async () => {
    const yaml = await stemma(['export', '--pipeline', '0001_pls_2daa0a', '-w', workspace]);
    expect(yaml.code).toBe(0);
    expect(yaml.out.startsWith('schema_version: "3.0"\nitems:\n- artifact_id: "0001_pls_2daa0a$')).toBe(true);
    const json = await stemma(['export', '--pipeline', '0001_pls_2daa0a', '--json', '-w', workspace]);
    const { schema_version, items } = JSON.parse(json.out) as {
      schema_version: string;
      items: Record<string, unknown>[];
    };
    expect(schema_version).toBe('3.0');
    expect(yaml.out.match(/^- artifact_id/gm)).toHaveLength(items.length);
    const listed = await stemma(['list', '--pipeline', '0001_pls_2daa0a', '--json', '-w', workspace]);
    const shown = JSON.parse(listed.out) as Record<string, unknown>[];
    expect(shown).toMatchObject(items);
  });

  it('writes a file that was not there, and says what is wanted', async () => {
    const output = join(temporaryFolder(), 'corn.json');
    expect((await stemma(['export', '--dataset', 'corn', '-o', output, '-w', workspace])).code).toBe(0);
    expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({ schema_version: '3.0' });
    expect((await stemma(['export', '--all', '-o', output, '-w', workspace])).code).toBe(3);
    expect((await stemma(['export', '--all', '-o', output, '--force', '-w', workspace])).code).toBe(0);
    expect((await stemma(['export', '-w', workspace])).code).toBe(2);
    expect((await stemma(['export', '--all', '--dataset', 'corn', '-w', workspace])).code).toBe(2);
    expect((await stemma(['export', '--dataset', 'nothing', '-w', workspace])).code).toBe(4);
  });
});

describe('stemma export --with-binaries', () => {
  const workspace = fixtureWorkspace('corn');

  it('writes a folder or an archive that import takes back, never over another', async () => {
    const around = temporaryFolder();
    for (const [wanted, manifests] of [
      [['--pipeline', '0001_pls_2daa0a'], 1],
      [['--dataset', 'corn'], 7],
      [['--all'], 7],
    ] as const) {
      for (const name of ['out', 'out.zip']) {
        const to = join(around, `${manifests}${wanted[0]}${name}`);
        const done = await stemma(['export', ...wanted, '--with-binaries', to, '-w', workspace, '--json']);
        expect([done.code, done.err]).toEqual([0, '']);
        expect(JSON.parse(done.out)).toMatchObject({ output: to, manifests, lacking: [] });
        expect((await stemma(['export', ...wanted, '--with-binaries', to, '-w', workspace])).code).toBe(3);
        const root = empty();
        const back = await importing(root, to, '--apply');
        expect(back).toMatchObject({ code: 0, document: { result: { manifests, skipped: [] } } });
        const items = async (where: string): Promise<unknown> =>
          JSON.parse((await stemma(['export', '--all', '--json', '-w', where])).out);
        if (manifests === 7) expect(await items(root)).toEqual(await items(workspace));
      }
    }
    const inside = join(workspace, 'binaries', 'out');
    expect((await stemma(['export', '--all', '--with-binaries', inside, '-w', workspace])).code).toBe(3);
    expect(
      (await stemma(['export', '--all', '--with-binaries', inside, '-o', inside, '-w', workspace])).code,
    ).toBe(2);
  });

  it('and exported items come in where their dataset is named', async () => {
    const folder = temporaryFolder();
    const document = join(folder, 'corn.yaml');
    expect((await stemma(['export', '--dataset', 'corn', '-o', document, '-w', workspace])).code).toBe(0);
    const { items } = JSON.parse(
      (await stemma(['export', '--dataset', 'corn', '--json', '-w', workspace])).out,
    ) as { items: unknown };
    writeFileSync(join(folder, 'plain.json'), JSON.stringify({ schema_version: '3.0', items }));
    const root = empty();
    expect((await importing(root, join(folder, 'plain.json'))).code).toBe(1);
    const named = await importing(root, join(folder, 'plain.json'), '--dataset', 'corn');
    expect(named.document.plan.items.map(({ status }) => status)).not.toContain('broken');
    // Their stored files lie nowhere near.
    expect(named.code).toBe(1);
  });
});

describe('stemma register', () => {
  const workspace = fixtureWorkspace('corn');
  const file = join(temporaryFolder(), 'model.joblib');
  writeFileSync(file, 'new bytes');
  const words = [
    'register',
    file,
    '--manifest',
    'runs/corn/0001_pls_2daa0a',
    '--type',
    'model',
    '--class',
    'Ridge',
    '--format',
    'joblib',
  ];

  it('adds a record that is found by its id from then on', async () => {
    const plan = await stemma([
      ...words,
      '--chain',
      's9.Ridge[br=0]',
      '--fold',
      '0',
      '-w',
      workspace,
      '--json',
    ]);
    expect(plan.code).toBe(0);
    const { plan: planned } = JSON.parse(plan.out) as { plan: { artifact_id: string } };
    expect((await stemma(['show', planned.artifact_id, '-w', workspace])).code).toBe(4);
    expect(
      (await stemma([...words, '--chain', 's9.Ridge[br=0]', '--fold', '0', '--apply', '-w', workspace])).code,
    ).toBe(0);
    expect((await stemma(['show', planned.artifact_id, '-w', workspace])).code).toBe(0);
    const again = await stemma([
      ...words,
      '--chain',
      's9.Ridge[br=0]',
      '--fold',
      '0',
      '--apply',
      '-w',
      workspace,
      '--json',
    ]);
    expect(again.code).toBe(3);
    expect(JSON.parse(again.out)).toMatchObject({
      error: { code: 'ID_EXISTS', artifact_id: planned.artifact_id },
    });
    expect((await stemma([...words, '--chain', 'no chain', '-w', workspace])).code).toBe(2);
    const gone = await stemma([
      ...words,
      '--chain',
      's9.A',
      '--depends-on',
      'x$y:0',
      '-w',
      workspace,
      '--json',
    ]);
    expect(JSON.parse(gone.out)).toMatchObject({ error: { code: 'SOURCES_MISSING', missing: ['x$y:0'] } });
  });
});
