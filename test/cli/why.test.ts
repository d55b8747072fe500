import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyWorkspace, write } from './made-workspace.ts';
import { ask, fixtureWorkspace, stemma, temporaryFolder } from './support.ts';

describe('why', () => {
  const workspace = fixtureWorkspace('orphans');

  it('names the state of what nothing keeps', async () => {
    const orphan = 'runs/wheat/_binaries/PCA_c0673a.joblib';
    expect(await ask(workspace, 'why', orphan, '--grace', '0')).toEqual({
      file: orphan,
      status: 'orphan',
      kept_by: [],
    });
    expect((await stemma(['why', orphan, '--grace', '0', '-w', workspace])).out).toBe(
      `${orphan} is an orphan: no manifest names it.\n`,
    );
  });

  it('tells a disk that is not there from what can not be read', async () => {
    const unmounted = fixtureWorkspace('orphans');
    rmSync(join(unmounted, 'runs/wheat'), { recursive: true });
    mkdirSync(join(unmounted, 'runs/wheat'));
    const name = readdirSync(join(unmounted, 'binaries/wheat')).find((each) => each.startsWith('model_'));
    const { out } = await stemma(['why', `binaries/wheat/${name}`, '--grace', '0', '-w', unmounted]);
    expect(out).toContain('but one that is on a disk that is not there, or misses its file, may mean it.\n');
  });

  it('tells that a file is missing', async () => {
    const why = await ask(workspace, 'why', '0001_keep_8850d6$4a40f902eb51:1');
    expect(why).toMatchObject({
      file: 'binaries/wheat/model_PLSRegression_e78cec116a65.joblib',
      status: 'missing',
    });
  });

  it('gives further files of the same name in "more"', async () => {
    const both = emptyWorkspace();
    for (const dataset of ['corn', 'wheat'])
      write(both, `binaries/${dataset}/model_Ridge_abcdef012345.joblib`, 'x');
    const why = await ask<{ file: string; more: { file: string }[] }>(both, 'why', 'abcdef');
    expect([why, ...why.more].map((each) => each.file)).toEqual(
      ['corn', 'wheat'].map((dataset) => `binaries/${dataset}/model_Ridge_abcdef012345.joblib`),
    );
  });
});

describe('notices', () => {
  it('tell on stderr what became of the index, unless quiet', async () => {
    const workspace = fixtureWorkspace('corn');
    const blocked = join(temporaryFolder(), 'file');
    cpSync(join(workspace, 'runs/corn/0001_pls_2daa0a/manifest.yaml'), blocked);
    const env = { STEMMA_CACHE: join(blocked, 'cache') };
    const told = await stemma(['stats', '--json', '-w', workspace], { env });
    expect(told.code).toBe(0);
    expect(told.err).toMatch(/^stemma: The index is kept in memory this time: .*\n$/);
    expect(JSON.parse(told.out)).toMatchObject({ totals: { manifests: 7 } });
    expect((await stemma(['stats', '--quiet', '-w', workspace], { env })).err).toBe('');
  });
});
