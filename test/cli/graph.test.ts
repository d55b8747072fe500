import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
