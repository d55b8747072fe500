import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainHash, parseChain, printChain } from '../../shared/format/chain.ts';
import type { Chain } from '../../shared/format/chain.ts';
import { processorTime } from '../support/processor-time.ts';
import { expectAlways, often } from '../support/property.ts';
import { chain } from './chain-arbitrary.ts';
import { realChains, referenceAnswers, sha256Hex } from './reference.ts';

function parsed(text: string): Chain {
  const result = parseChain(text);
  if (!result.ok) throw new Error(`${text} at ${result.error.offset}: ${result.error.message}`);
  return result.value;
}

describe('chains of real workspaces', () => {
  it('are there', () => {
    expect(realChains.size).toBe(76);
  });

  it.each([...realChains])('%s reads, prints back and has its hash', (path, hash) => {
    expect(printChain(parsed(path))).toBe(path);
    expect(chainHash(path, sha256Hex)).toBe(hash);
  });
});

describe('the library, where it prints back what it read', () => {
  it.each(referenceAnswers.chains.map((answer) => [answer.path, answer] as const))(
    'agrees on %s',
    (path, answer) => {
      expect(chainHash(path, sha256Hex)).toBe(answer.hash);
      const nodes = parsed(path).groups.flat();
      if (answer.nodes === null) return;
      expect(
        nodes.map((node) => [node.step, node.label, node.branchPath, node.source, node.substep]),
      ).toEqual(answer.nodes);
    },
  );
});

describe('faults of the library that are not ours', () => {
  it('keeps every node of a + group, not only the first', () => {
    const path = 's4.PLS[br=0]+s4.RF[br=1]>s5.Ridge';
    const { groups } = parsed(path);
    expect(groups.map((group) => group.map((node) => node.label))).toEqual([['PLS', 'RF'], ['Ridge']]);
    expect(printChain({ groups })).toBe(path);
  });

  it('keeps all classes of a step, and its qualifiers, where the library cuts at the comma', () => {
    const path = 's3.SavitzkyGolay, PLSRegression, Ridge[br=0,sub=1]>s4.PLS[br=0]';
    expect(parsed(path).groups[0]).toMatchObject([
      { classes: ['SavitzkyGolay', 'PLSRegression', 'Ridge'], branchPath: [0], substep: 1 },
    ]);
    expect(printChain(parsed(path))).toBe(path);
  });

  it('refuses text after a well-formed node', () => {
    expect(parseChain('s1.A[sub=1]junk')).toMatchObject({ ok: false, error: { offset: 11 } });
    expect(parseChain('s1.A[sub=1][sub=1]')).toMatchObject({ ok: false, error: { offset: 11 } });
  });

  it('refuses what it would have to change, instead of changing it', () => {
    expect(parseChain('s01.A').ok).toBe(false);
    expect(parseChain('s1.A[foo=1]').ok).toBe(false);
    expect(parseChain('s1.A[sub=1,br=0]').ok).toBe(false);
  });
});

describe('labels', () => {
  it.each([
    ['s2.y_MinMaxScaler[sub=1]', 'target', ['MinMaxScaler']],
    ['s7.Meta_Ridge', 'meta', ['Ridge']],
    ['s3.list[br=0,sub=0]', 'unnamed', []],
    ['s3.Config[br=0,sub=0]', 'unnamed', []],
    ['s3.Config, list[br=0]', 'unnamed', []],
    ['s3.SNV, Config, PLS[br=0]', 'operator', ['SNV', 'PLS']],
    ['s1.Offset_Corrector', 'operator', ['Offset_Corrector']],
    ['s1._', 'operator', ['_']],
    ['s1.Größe', 'operator', ['Größe']],
    ['s1.y_', 'operator', ['y_']],
    ['s1.functools.partial', 'operator', ['functools.partial']],
    ['s1.SNV, y_Scaler', 'operator', ['SNV', 'y_Scaler']],
  ])('%s is %s', (path, kind, classes) => {
    expect(parsed(path).groups[0]).toMatchObject([{ kind, classes, more: 0 }]);
  });

  // Of a list with more than three entries the library names three and counts the rest, list by list.
  it.each([
    ['s3.SNV, MSC, Detrend... (+2)[br=0,sub=1]', ['SNV', 'MSC', 'Detrend'], 2],
    ['s3.A, B, C... (+1), D, E... (+1)... (+2)', ['A', 'B', 'C', 'D', 'E'], 4],
    ['s3.A (+3)>s4.B', ['A'], 3],
  ])('%s counts operators that it does not name', (path, classes, more) => {
    expect(parsed(path).groups[0]).toMatchObject([{ classes, more }]);
    expect(printChain(parsed(path))).toBe(path);
  });

  it('tells the + of a count from the + between nodes', () => {
    expect(parsed('s3.A, B, C... (+2)+s3.D').groups).toHaveLength(1);
    expect(parsed('s3.A, B, C... (+2)+s3.D').groups[0]).toHaveLength(2);
  });
});

describe('a text that is no chain is refused where it goes wrong', () => {
  it.each([
    ['', 0],
    ['MinMaxScaler', 0],
    [' s1.A', 0],
    ['s.A', 1],
    ['s0.A', 1],
    ['s01.A', 1],
    ['s-1.A', 1],
    ['s9007199254740993.A', 1],
    ['s1', 2],
    ['s1A', 2],
    ['s1.', 3],
    ['s1.[br=0]', 3],
    ['s1.A ', 4],
    ['s1. A', 3],
    ['s1.A [br=0]', 4],
    ['s1.A\n', 4],
    ['s1.A\u00a0B', 4],
    ['s1.A\ud800', 4],
    ['s1.A,B', 4],
    ['s1.A,  B', 6],
    ['s1.A, ', 6],
    ['s1.A, , B', 6],
    ['s1. (+2)', 3],
    ['s1.A+B', 5],
    ['s1.A... (+0)', 10],
    ['s1.A]', 4],
    ['s1.A[', 5],
    ['s1.A[]', 5],
    ['s1.A[br]', 5],
    ['s1.A[br=]', 8],
    ['s1.A[br=0', 9],
    ['s1.A[br=0.]', 8],
    ['s1.A[br=00]', 8],
    ['s1.A[br=0,]', 10],
    ['s1.A[br=0, sub=1]', 10],
    ['s1.A[br=0;sub=1]', 9],
    ['s1.A[sub=1,src=0]', 11],
    ['s1.A[src=0,src=1]', 11],
    ['s1.A[src=01]', 9],
    ['s1.A[src=-1]', 9],
    ['s1.A[sub=-2]', 9],
    ['s1.A[sub=-10]', 9],
    ['s1.A[fold=1]', 5],
    ['s1.A>', 5],
    ['s1.A>>s2.B', 5],
    ['s1.A+', 5],
    ['s1.A > s2.B', 4],
    ['>s1.A', 0],
  ])('%j at %i', (text, offset) => {
    const result = parseChain(text);
    expect(result.ok ? null : result.error.offset).toBe(offset);
    expect(result.ok ? '' : result.error.message).toMatch(/^[A-Z].*\.$/);
  });
});

describe('properties', () => {
  it('every chain prints to a text that reads as that chain', () => {
    expectAlways(
      fc.property(chain, (generated) => {
        expect(parsed(printChain(generated))).toEqual(generated);
      }),
      often(500, 20_000),
    );
  });

  it('whatever is accepted prints back exactly, also after changes to real chains', () => {
    const mutation = fc.record({
      at: fc.nat(),
      remove: fc.nat(3),
      insert: fc.oneof(
        fc.constantFrom(
          '>',
          '+',
          '[',
          ']',
          ',',
          ', ',
          '.',
          '=',
          '-',
          's',
          '0',
          '1',
          'br=',
          'src=',
          'sub=',
          ' ',
          '>s4.X',
          '... (+1)',
          '-1',
          'é',
        ),
        fc.string({ maxLength: 2, unit: 'binary' }),
      ),
    });
    const texts = [...realChains.keys(), ...referenceAnswers.chains.map((answer) => answer.path)];
    expectAlways(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        (text, mutations) => {
          const mutated = mutations.reduce((current, { at, remove, insert }) => {
            const offset = at % (current.length + 1);
            return current.slice(0, offset) + insert + current.slice(offset + remove);
          }, text);
          const result = parseChain(mutated);
          if (result.ok) expect(printChain(result.value)).toBe(mutated);
          else expect(result.error.offset).toBeLessThanOrEqual(mutated.length);
        },
      ),
      often(3_000, 200_000),
    );
  });

  it('a long hostile text is refused quickly', () => {
    const took = processorTime(() => {
      expect(parseChain(`s1.${'A... (+1'.repeat(50_000)}`).ok).toBe(false);
      expect(parseChain(`s1.A${' (+1)'.repeat(100_000)},`).ok).toBe(false);
      expect(parseChain(`s1.A[br=${'0.'.repeat(200_000)}]`).ok).toBe(false);
    });
    expect(took).toBeLessThan(2_000);
  });
});
