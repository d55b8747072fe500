import { describe, expect, it } from 'vitest';
import { dependenciesOf } from '../../electron/registry/ask/needs/dependencies.ts';
import { recordNumber, scanned } from '../support/scanning.ts';
import { WorkspaceBuilder, storedName, v3Manifest } from '../support/workspace-builder.ts';

const PIPELINE = '0001_pls_aaaaaa';

/** A chain of meta-models, each needing the one before: positions are numbers, the last needs all others. */
function metaModels(count: number, needs: (place: number) => string[]) {
  return Array.from({ length: count }, (_unused, place) => ({
    artifact_id: `${PIPELINE}$m${place}:0`,
    path: storedName('shared'),
    artifact_type: 'meta_model',
    fold_id: 0,
    depends_on: needs(place),
  }));
}

/** Row 7 of the table "What goes wrong in the reference implementation". */
describe('What the reference implementation does wrong with depth', () => {
  it('7: dependencies of any depth have an order', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'shared');
    const depth = 20_000;
    const items = metaModels(depth, (place) => (place === 0 ? [] : [`${PIPELINE}$m${place - 1}:0`]));
    builder.manifest(`runs/corn/${PIPELINE}`, v3Manifest('corn', items));
    const { index } = scanned(builder.root);
    const record = recordNumber(index, `${PIPELINE}$m${depth - 1}:0`);
    const answer = dependenciesOf(index, { record, reverse: false, transitive: true });
    if ('cycle' in answer) throw new Error('taken for a cycle');
    expect(answer.order).toEqual(items.slice(0, -1).map((item) => item.artifact_id));
    expect(answer.nodes.at(-1)).toMatchObject({
      artifact_id: `${PIPELINE}$m0:0`,
      depth: depth - 1,
      status: 'resolved',
    });
    const first = recordNumber(index, `${PIPELINE}$m0:0`);
    const dependents = dependenciesOf(index, { record: first, reverse: true, transitive: true });
    if ('cycle' in dependents) throw new Error('taken for a cycle');
    expect(dependents.nodes).toHaveLength(depth - 1);
    expect(dependents.order).toEqual(items.slice(1).map((item) => item.artifact_id));
  });

  it.each([
    ['itself', 1, 0],
    ['two', 2, 0],
    ['three behind a way of two', 5, 2],
    ['many', 3000, 0],
  ])('7: a cycle of %s is the list of its ids', (_what, count, back) => {
    const builder = new WorkspaceBuilder();
    const items = metaModels(count, (place) => [`${PIPELINE}$m${place + 1 < count ? place + 1 : back}:0`]);
    builder.manifest(`runs/corn/${PIPELINE}`, v3Manifest('corn', items));
    const { index } = scanned(builder.root);
    const record = recordNumber(index, `${PIPELINE}$m0:0`);
    for (const reverse of [false, true]) {
      const start = reverse ? recordNumber(index, `${PIPELINE}$m${count - 1}:0`) : record;
      const answer = dependenciesOf(index, { record: start, reverse, transitive: true });
      if (!('cycle' in answer)) throw new Error('no cycle was found');
      const ids = items.slice(back).map((item) => item.artifact_id);
      expect(answer.cycle.toSorted()).toEqual(ids.toSorted());
      // In order: each depends on the next, the last on the first.
      for (const [place, id] of answer.cycle.entries()) {
        const following = answer.cycle[(place + 1) % answer.cycle.length];
        expect(items.find((item) => item.artifact_id === id)?.depends_on).toEqual([following]);
      }
    }
  });

  it('7: two ways to one source are no cycle', () => {
    const builder = new WorkspaceBuilder();
    const name = (place: number) => `${PIPELINE}$m${place}:0`;
    const items = metaModels(
      4,
      (place) => [[], [name(0)], [name(0)], [name(1), name(2), name(0)]][place] ?? [],
    );
    builder.manifest(`runs/corn/${PIPELINE}`, v3Manifest('corn', items));
    const { index } = scanned(builder.root);
    const answer = dependenciesOf(index, {
      record: recordNumber(index, name(3)),
      reverse: false,
      transitive: true,
    });
    if ('cycle' in answer) throw new Error('taken for a cycle');
    expect(answer.order[0]).toBe(name(0));
    expect(answer.order.toSorted()).toEqual([name(0), name(1), name(2)]);
    expect(answer.nodes.map((node) => [node.artifact_id, node.depth])).toEqual([
      [name(1), 1],
      [name(2), 1],
      [name(0), 1],
    ]);
  });
});
