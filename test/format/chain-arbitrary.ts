import fc from 'fast-check';
import { readLabel } from '../../shared/format/chain-label.ts';
import type { Chain, ChainNode } from '../../shared/format/chain.ts';

const identifier = fc.constantFrom(
  'PLSRegression',
  '_Private',
  'Größe',
  'Offset_Corrector',
  'functools.partial',
  'x',
  '主成分',
  's1.A',
  'a b',
);
const className = fc.oneof(
  identifier,
  fc.tuple(fc.constantFrom('y_', 'Meta_'), identifier).map(([prefix, name]) => prefix + name),
  fc.constantFrom('list', 'Config', 'None', 'y_', 'Meta_'),
  fc.tuple(identifier, fc.integer({ min: 1, max: 99 })).map(([name, count]) => `${name}... (+${count})`),
);
const label = fc.array(className, { minLength: 1, maxLength: 4 }).map((names) => names.join(', '));
const index = fc.oneof(fc.nat(12), fc.maxSafeNat());

/** Any node that the grammar allows. */
export const chainNode: fc.Arbitrary<ChainNode> = fc
  .record({
    step: fc.integer({ min: 1, max: 200 }),
    label,
    branchPath: fc.array(index, { maxLength: 3 }),
    source: fc.option(index),
    substep: fc.option(fc.oneof(index, fc.constant(-1))),
  })
  .map((node) => {
    const parts = readLabel(node.label);
    if ('message' in parts) throw new Error(`${node.label}: ${parts.message}`);
    return { ...node, ...parts };
  });

/** Any chain that the grammar allows. */
export const chain: fc.Arbitrary<Chain> = fc
  .array(fc.array(chainNode, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 })
  .map((groups) => ({ groups }));
