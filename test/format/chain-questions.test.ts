import { describe, expect, it } from 'vitest';
import {
  branchMatches,
  chainSegments,
  chainText,
  filterByBranch,
  isChainPrefix,
  lastNodes,
  parseChain,
  printChain,
  printNode,
} from '../../shared/format/chain.ts';
import type { Chain } from '../../shared/format/chain.ts';
import { referenceAnswers } from './reference.ts';

function parsed(text: string): Chain {
  const result = parseChain(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.value;
}

describe('the last nodes', () => {
  it('are one, or all parallel ones', () => {
    expect(lastNodes(parsed('s1.A>s2.B[br=0]')).map(printNode)).toEqual(['s2.B[br=0]']);
    expect(lastNodes(parsed('s1.A>s2.B[br=0]+s2.C[br=1]')).map(printNode)).toEqual([
      's2.B[br=0]',
      's2.C[br=1]',
    ]);
    expect(lastNodes({ groups: [] })).toEqual([]);
  });
});

describe('a chain starts with another', () => {
  it.each([
    ['s1.A', 's1.A', true],
    ['s1.A', 's1.A>s2.B', true],
    ['s1.A>s2.B', 's1.A', false],
    ['s1.PLS', 's1.PLSRegression', false],
    ['s1.A', 's1.A[sub=0]>s2.B', false],
    ['s4.A+s4.B', 's4.A+s4.B>s5.C', true],
    ['s4.A', 's4.A+s4.B>s5.C', false],
    ['s4.B+s4.A', 's4.A+s4.B>s5.C', false],
  ])('%s of %s: %s', (prefix, chain, expected) => {
    expect(isChainPrefix(parsed(prefix), parsed(chain))).toBe(expected);
  });
});

describe('branches', () => {
  it('a node belongs to its branch, to those below it, and without a branch to all', () => {
    expect(branchMatches([], [])).toBe(true);
    expect(branchMatches([], [2, 1])).toBe(true);
    expect(branchMatches([0], [0])).toBe(true);
    expect(branchMatches([0], [0, 1])).toBe(true);
    expect(branchMatches([0, 1], [0])).toBe(false);
    expect(branchMatches([1], [10])).toBe(false);
    expect(branchMatches([0], [])).toBe(false);
  });

  it('filter a chain, also inside groups', () => {
    const chain = parsed('s1.A>s4.B[br=0]+s4.C[br=1]>s5.D[br=1.0]');
    expect(printChain(filterByBranch(chain, [0]))).toBe('s1.A>s4.B[br=0]');
    expect(printChain(filterByBranch(chain, [1, 0]))).toBe('s1.A>s4.C[br=1]>s5.D[br=1.0]');
    expect(filterByBranch(parsed('s4.B[br=0]'), [1]).groups).toEqual([]);
  });

  it('filter as the library does', () => {
    for (const { path, branch0 } of referenceAnswers.chains) {
      if (branch0 === null) continue;
      expect(filterByBranch(parsed(path), [0]).groups.flat().map(printNode)).toEqual(branch0);
    }
  });
});

describe('a chain for people', () => {
  it.each([
    [
      's1.MinMaxScaler>s3.SNV[br=0]>s4.PLSRegression[br=0,sub=1]',
      'MinMaxScaler › SNV br 0 › PLSRegression sub 1',
    ],
    ['s1.MinMaxScaler[src=0,sub=0]', 'MinMaxScaler src 0 sub 0'],
    ['s3.SNV[br=0,sub=0]>s3.PCA[br=0,sub=0]>s4.PLS[br=0.1,sub=0]', 'SNV br 0 sub 0 › PCA › PLS br 0.1'],
    ['s4.PLSRegression[br=0]+s4.RF[br=1]+s4.KNN[br=2]>s5.Ridge[br=0]', 'PLSRegression +2 › Ridge br 0'],
    ['s2.y_MinMaxScaler[sub=1]', 'MinMaxScaler sub 1'],
    ['s4.A[br=0]>s7.Meta_Ridge', 'A br 0 › Ridge'],
    ['s3.SNV, MSC, Detrend... (+2)[br=0]', 'SNV, MSC, Detrend... (+2) br 0'],
    ['s3.list[br=0]', 'list br 0'],
  ])('%s', (path, text) => {
    expect(chainText(parsed(path))).toBe(text);
  });

  it('comes in places too', () => {
    expect(chainSegments(parsed('s3.SNV[br=0]>s4.PLS[br=0,sub=1]'))).toEqual([
      { name: 'SNV', qualifiers: ['br 0'] },
      { name: 'PLS', qualifiers: ['sub 1'] },
    ]);
  });
});
