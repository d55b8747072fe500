import { describe, expect, it } from 'vitest';
import { complete } from '../../electron/registry/columns/slices.ts';
import { dependenciesOf, derivedDependencies } from '../../electron/registry/ask/needs/dependencies.ts';
import { lossesFrom } from '../../electron/registry/ask/needs/dependents.ts';
import { derivedLosses, DerivedNeeds } from '../../electron/registry/ask/needs/derived-needs.ts';
import { ifDeleted } from '../../electron/registry/ask/graph/if-deleted.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { recordView } from '../../electron/registry/ask/records/record-view.ts';
import { recordDetails } from '../../electron/registry/ask/records/show.ts';
import { recordKey } from '../../electron/registry/index/record-key.ts';
import type { RecordDetails } from '../../shared/api/records/record-details.ts';
import type { RelatedRecord } from '../../shared/api/records/relations.ts';
import { FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { recordNumber, scanned, ungraced } from '../support/scanning.ts';

const nameOf = ({ class_name: name, fold }: RelatedRecord): string =>
  fold === null ? name : `${name} fold ${fold}`;

describe.each(FIXTURES)('what records of %s were fitted on', (name) => {
  const { index } = scanned(fixtureWorkspace(name));
  const context = ungraced(index);
  const { records } = listRecords(context, {}, { by: 'place' }, { limit: 100_000 });
  const needs = new DerivedNeeds(index);
  const numberOf = (key: string): number => recordNumber(index, key);

  it('is all that the chain beside it shows: what a chain goes through is never without dependents', () => {
    const losing = new Map<string, ReadonlySet<number>>();
    const lostWith = (key: string): ReadonlySet<number> => {
      let lost = losing.get(key);
      if (lost === undefined) {
        const id = numberOf(key);
        const written = lossesFrom(index, [id], () => false);
        const derived = complete(derivedLosses(needs, [id], written, () => false));
        losing.set(key, (lost = new Set([...written.map(({ record }) => record), ...derived])));
      }
      return lost;
    };
    let checked = 0;
    for (const record of records) {
      // An encoder of the target stands behind the features that came before it, and takes none of them.
      if (record['artifact_type'] === 'encoder') continue;
      const view = recordView(context, recordKey(record));
      const own = numberOf(recordKey(record));
      for (const { stops } of view?.way.slice(0, -1) ?? []) {
        for (const { key, kind } of stops) {
          if (key === null || kind === 'side') continue;
          expect(lostWith(key)).toContain(own);
          checked += 1;
        }
      }
    }
    if (name === 'branches-stacking') expect(checked).toBeGreaterThan(100);
  });

  it('is told alike in both directions, by the window and by the command line', () => {
    for (const record of records) {
      const key = recordKey(record);
      const id = numberOf(key);
      for (const need of needs.needsOf(id)) expect(needs.dependentsOf(need)).toContain(id);
      for (const dependent of needs.dependentsOf(id)) expect(needs.needsOf(dependent)).toContain(id);
      const { derived } = recordView(context, key)?.relations ?? {};
      const shown = recordDetails(context, id);
      expect(derived?.needs.records.map((other) => other.key)).toEqual(shown.derived.needs.map(recordKey));
      expect(derived?.needed_by.records.map((other) => other.key)).toEqual(
        shown.derived.needed_by.map(recordKey),
      );
      const deps = derivedDependencies(index, { record: id, reverse: true, transitive: false });
      expect(deps.map(recordKey)).toEqual(shown.derived.needed_by.map(recordKey));
      const graph = complete(ifDeleted(context, { records: [key], pipelines: [], files: [] }));
      expect(graph.derived).toHaveLength(derived?.breaks.total ?? -1);
    }
  });

  it('leaves what is written as it is', () => {
    for (const record of records) {
      const id = numberOf(recordKey(record));
      const question = { record: id, reverse: false, transitive: true };
      const answer = dependenciesOf(index, question);
      if ('cycle' in answer) throw new Error('a cycle');
      const written = new Set(answer.nodes.map(({ manifest, artifact_id }) => `${manifest} ${artifact_id}`));
      const derived = derivedDependencies(index, question);
      const again = derived.filter(({ manifest, artifact_id }) => written.has(`${manifest} ${artifact_id}`));
      expect(again.filter(({ artifact_id }) => artifact_id !== null)).toEqual([]);
    }
  });
});

describe('a scaler before a model', () => {
  const { index } = scanned(fixtureWorkspace('branches-stacking'));
  const context = ungraced(index);
  const { records } = listRecords(
    context,
    { manifest: 'runs/wheat/0001_branch_0ea2dd/manifest.yaml' },
    { by: 'place' },
    { limit: 100 },
  );
  const viewOf = (className: string): RecordDetails => {
    const record = records.find((one) => one['class_name'] === className);
    const view = record === undefined ? null : recordView(context, recordKey(record));
    if (view === null) throw new Error(`no ${className}`);
    return view;
  };

  it('is needed by what was fitted on its output, though no manifest says so', () => {
    const { relations, if_deleted } = viewOf('MinMaxScaler');
    expect(relations.needed_by.total).toBe(0);
    expect(if_deleted.breaks.total).toBe(0);
    expect(relations.derived.is_placed).toBe(true);
    expect(relations.derived.needed_by.records.map(nameOf)).toMatchInlineSnapshot(`
      [
        "StandardNormalVariate",
        "MultiplicativeScatterCorrection",
      ]
    `);
    expect(relations.derived.breaks.records.map(nameOf)).toMatchInlineSnapshot(`
      [
        "StandardNormalVariate",
        "MultiplicativeScatterCorrection",
        "PLSRegression fold 0",
        "PLSRegression fold 1",
        "PLSRegression fold 2",
        "Ridge fold 0",
        "Ridge fold 1",
        "Ridge fold 2",
        "FirstDerivative",
        "PLSRegression fold 0",
        "PLSRegression fold 1",
        "PLSRegression fold 2",
        "Ridge fold 0",
        "Ridge fold 1",
        "Ridge fold 2",
      ]
    `);
  });

  it('is what a model was fitted on', () => {
    expect(viewOf('PLSRegression').relations.derived.needs.records.map(nameOf)).toMatchInlineSnapshot(`
      [
        "StandardNormalVariate",
      ]
    `);
  });
});
