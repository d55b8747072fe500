import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { v3Item, v3Manifest, WorkspaceBuilder, type Item } from '../support/workspace-builder.ts';
import { ask, askInVain, fixtureWorkspace, stemma, temporaryFolder } from './support.ts';

const STACK = 'runs/wheat/0006_two_levels_ceab75';

describe('graph', () => {
  const workspace = fixtureWorkspace('branches-stacking');

  it('draws a pipeline into a file, and refuses to replace one unless told', async () => {
    const output = join(temporaryFolder(), 'stack.svg');
    const written = await ask(workspace, 'graph', STACK, '-o', output);
    const svg = readFileSync(output, 'utf8');
    expect(written).toEqual({
      name: `${STACK}/manifest.yaml`,
      nodes: 7,
      edges: 11,
      bytes: Buffer.byteLength(svg),
      output,
    });
    for (const name of ['MinMaxScaler', 'KFold', 'PLSRegression', 'ElasticNet', 'depends on it']) {
      expect(svg).toContain(`>${name}</text>`);
    }

    writeFileSync(output, 'mine');
    const refused = await askInVain(['graph', STACK, '-o', output, '-w', workspace]);
    expect(refused).toMatchObject({ code: 3, error: { code: 'FILE_EXISTS', output } });
    expect(readFileSync(output, 'utf8')).toBe('mine');
    await ask(workspace, 'graph', STACK, '-o', output, '--force');
    expect(readFileSync(output, 'utf8')).toBe(svg);
  });

  it('draws what is around an artifact, as far as it is told', async () => {
    const [record] = await ask<{ artifact_id: string }[]>(workspace, 'list', '--class', 'ElasticNet');
    const drawn = async (steps: string): Promise<number> => {
      const { out } = await stemma(['graph', record?.artifact_id ?? '', '--steps', steps, '-w', workspace]);
      return out.split('<g>').length - 1;
    };
    expect(await drawn('0')).toBe(1);
    expect(await drawn('1')).toBeGreaterThan(1);
  });

  it.each([
    ['.dot', 'digraph stemma {'],
    ['.graphml', '<?xml version="1.0" encoding="UTF-8"?>\n<graphml'],
    ['.mmd', 'flowchart LR'],
    ['.json', '{\n  "content"'],
  ])('writes what a name that ends in %s says', async (ending, beginning) => {
    const output = join(temporaryFolder(), `graph${ending}`);
    await ask(workspace, 'graph', STACK, '-o', output);
    expect(readFileSync(output, 'utf8').startsWith(beginning)).toBe(true);
    const { out } = await stemma(['graph', STACK, '--format', 'mermaid', '-w', workspace]);
    expect(out.startsWith('flowchart LR')).toBe(true);
  });

  it('refuses to draw a part that would look like the whole, and says what to ask for', async () => {
    const builder = new WorkspaceBuilder();
    const item = (at: number, branch: number): Item =>
      v3Item(`${at} ${branch}`, {
        class_name: `M${at}`,
        chain_path: `s${at}.M${at}[br=${branch}]`,
        branch_path: [branch],
        step_index: at,
      });
    const items = Array.from({ length: 2100 }, (_, at) => item((at >> 1) + 1, at & 1));
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', items));
    const vain = await askInVain(['graph', 'runs/corn/0001_a_aaaaaa', '-o', 'x.svg', '-w', builder.root]);
    expect(vain).toMatchObject({ code: 2, error: { code: 'USAGE', branches: 2, most: 2000 } });
    expect(vain.error.message).toContain('--branch');
    const output = join(temporaryFolder(), 'branch.json');
    const drawn = await ask(builder.root, 'graph', 'runs/corn/0001_a_aaaaaa', '--branch', '1', '-o', output);
    // Those of the branch, and the trunk before them.
    expect(drawn).toMatchObject({ nodes: 1051 });
    expect(
      await askInVain([
        'graph',
        'runs/corn/0001_a_aaaaaa',
        '--branch',
        '2',
        '-o',
        'x.svg',
        '-w',
        builder.root,
      ]),
    ).toMatchObject({ code: 4, error: { name: '2', manifest: 'runs/corn/0001_a_aaaaaa/manifest.yaml' } });
  });

  /** An artifact of its own in a branch, or behind all of them. */
  const placed = (step: number, at: number, branch: number | null, type: string): Item =>
    v3Item(`${step} ${at} ${branch}`, {
      class_name: `M${at}`,
      chain_path: `s${step}.M${at}${branch === null ? `[sub=${at}]` : `[br=${branch}]`}`,
      branch_path: branch === null ? [] : [branch],
      step_index: step,
      substep_index: at,
      artifact_type: type,
    });

  it('refuses a branch that is too large, however many there are before it', async () => {
    const builder = new WorkspaceBuilder();
    const small = Array.from({ length: 300 }, (_, branch) => placed(1, 0, branch, 'transformer'));
    const large = Array.from({ length: 2001 }, (_, at) => placed(at + 1, 0, 300, 'transformer'));
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [...small, ...large]));
    const output = join(temporaryFolder(), 'x.svg');
    // Those of the branch, and the step that forks.
    expect(
      await askInVain([
        'graph',
        'runs/corn/0001_a_aaaaaa',
        '--branch',
        '300',
        '-o',
        output,
        '-w',
        builder.root,
      ]),
    ).toMatchObject({ code: 2, error: { code: 'USAGE', operators: 2002 } });
  });

  it('refuses what is around an artifact where its edges are too many, however few nodes there are', async () => {
    const builder = new WorkspaceBuilder();
    // Behind 150 branches, 150 models that each take what comes out of all.
    const before = placed(1, 0, null, 'transformer');
    const inBranches = Array.from({ length: 150 }, (_, branch) => placed(2, 0, branch, 'transformer'));
    const behind = Array.from({ length: 150 }, (_, at) => placed(3, at, null, 'model'));
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [before, ...inBranches, ...behind]));
    const output = join(temporaryFolder(), 'x.svg');
    const around = String(before['artifact_id']);
    expect(await askInVain(['graph', around, '-o', output, '-w', builder.root])).toMatchObject({
      code: 2,
      error: { code: 'USAGE', steps: 3 },
    });
    const one = join(temporaryFolder(), 'one.json');
    expect(await ask(builder.root, 'graph', around, '--steps', '1', '-o', one)).toMatchObject({
      nodes: 151,
      edges: 150,
    });
  });

  it('says what it can’t find, and what needs a place', async () => {
    expect(await askInVain(['graph', 'nothing', '-o', 'x.svg', '-w', workspace])).toMatchObject({ code: 4 });
    expect(await askInVain(['graph', STACK, '-w', workspace])).toMatchObject({
      code: 2,
      error: { code: 'USAGE' },
    });
    const inside = join(workspace, 'runs', 'x.svg');
    expect(await askInVain(['graph', STACK, '-o', inside, '-w', workspace])).toMatchObject({
      error: { code: 'CANNOT_WRITE' },
    });
  });
});
