import { describe, expect, it } from 'vitest';
import { askInVain, factsOf, stemma } from './support.ts';

describe('id', () => {
  it.each(Object.entries(factsOf('branches-stacking').chains).slice(0, 2))(
    'of %s has the hash that nirs4all wrote',
    async (chain, hash) => {
      const ended = await stemma(['id', chain, '--pipeline', '0001_pls_2daa0a', '--fold', '3', '--json']);
      expect(JSON.parse(ended.out)).toMatchObject({
        artifact_id: `0001_pls_2daa0a$${hash}:3`,
        chain_hash: hash,
      });
    },
  );

  it('lists all operators, parallel ones too', async () => {
    const ended = await stemma([
      'id',
      's1.A[src=0,sub=0]>s4.PLS[br=0]+s4.RF[br=0.1]>s5.Meta_Ridge',
      '--pipeline',
      'p',
      '--json',
    ]);
    const answer = JSON.parse(ended.out) as { artifact_id: string; nodes: unknown[] };
    expect(answer.artifact_id).toMatch(/^p\$[0-9a-f]{12}:all$/);
    expect(answer.nodes).toEqual([
      { step: 1, class: 'A', branch: [], source: 0, substep: 0 },
      { step: 4, class: 'PLS', branch: [0], source: null, substep: null },
      { step: 4, class: 'RF', branch: [0, 1], source: null, substep: null },
      { step: 5, class: 'Meta_Ridge', branch: [], source: null, substep: null },
    ]);
  });

  it('points at what is wrong with a chain', async () => {
    const failed = await askInVain(['id', 's1.A>s2.B[br=x]', '--pipeline', 'p']);
    expect(failed).toMatchObject({ code: 2, error: { code: 'BAD_CHAIN', offset: 13 } });
    const text = await stemma(['id', 's1.A>s2.B[br=x]', '--pipeline', 'p']);
    expect(text).toMatchObject({ code: 2, out: '' });
    const [, shown = '', caret = ''] = text.err.split('\n');
    expect(shown[caret.indexOf('^')]).toBe('x');
  });

  it('points rightly behind signs that are wide, hidden or far', async () => {
    const chain = `${'s1.A>'.repeat(30)}s2.\u6f22\u5b57[br=x]`;
    const { err } = await stemma(['id', chain, '--pipeline', 'p']);
    const [, shown = '', caret = ''] = err.split('\n');
    // Two signs take two columns each.
    expect(shown[caret.indexOf('^') - 2]).toBe('x');
  });

  it('takes a pipeline whose name has a $, as nirs4all does', async () => {
    const { out } = await stemma(['id', 's1.A', '--pipeline', '0001_a$b_2f26de']);
    expect(out).toMatch(/^0001_a\$b_2f26de\$[0-9a-f]{12}:all\n/);
  });

  it('refuses a pipeline id that would not come back', async () => {
    expect(await askInVain(['id', 's1.A', '--pipeline', ''])).toMatchObject({
      code: 2,
      error: { code: 'USAGE' },
    });
  });
});
