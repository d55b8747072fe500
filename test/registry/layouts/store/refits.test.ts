import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whatIf } from '../../../../electron/registry/ask/deletion/what-if.ts';
import { pipelineGraph } from '../../../../electron/registry/ask/graph/pipeline-graph.ts';
import { pipelineView } from '../../../../electron/registry/ask/pipelines/pipeline-view.ts';
import { listPipelines } from '../../../../electron/registry/ask/pipelines/pipelines.ts';
import { recordView } from '../../../../electron/registry/ask/records/record-view.ts';
import { complete } from '../../../../electron/registry/columns/slices.ts';
import { allTuples } from '../../../../electron/registry/index/database.ts';
import { RefitBases } from '../../../../electron/registry/layouts/store/read/refits.ts';
import type { Refit } from '../../../../shared/api/pipelines/pipeline-details.ts';
import { refitName } from '../../../../shared/format/refit-name.ts';
import { recordKey } from '../../../../electron/registry/index/record-key.ts';
import { expectAlways, often } from '../../../support/property.ts';
import { manifestNumber, scanned } from '../../../support/scanning.ts';
import { copyStore } from '../../../support/stores.ts';
import { fresh } from '../../../support/view-context.ts';

describe.each(['store-1.4.10', 'store-0.9.4'] as const)('What was fitted again in %s', (name) => {
  const { index } = scanned(copyStore(name));
  const context = fresh(index);
  const named = (wanted: string, dataset = 'corn_moisture'): string =>
    listPipelines(context).find((one) => one.name === wanted && one.dataset === dataset)?.manifest ?? '';
  const base = named('pipeline_stacking_refit_base_1');
  const meta = named('pipeline_stacking_refit_meta', 'corn_moisture_meta');
  const original = listPipelines(context).find(
    (one) => one.name?.startsWith('stacking_p0_') && one.records > 0,
  );
  const refits = (manifest: string): readonly Refit[] =>
    complete(pipelineView(context, manifest))?.refits ?? [];
  const roles = (manifest: string): string[] =>
    refits(manifest)
      .map(({ role, name: called }) => `${role} ${called}`)
      .toSorted();

  it('is a stacking model that takes the models of other pipelines, which is inferred', () => {
    const [position] = allTuples<[number]>(
      index,
      'SELECT r.position FROM record r JOIN manifest m ON m.id = r.manifest_id WHERE m.path = :meta',
      { meta },
    ).flat();
    const view = recordView(context, recordKey({ manifest: meta, position: position ?? -1 }));
    expect(view?.relations.depends_on.direct).toBe(0);
    expect(view?.relations.inferred.records.map(({ pipeline_name }) => pipeline_name)).toEqual([
      'pipeline_stacking_refit_base_0',
      'pipeline_stacking_refit_base_1',
    ]);
  });

  it('breaks without one of them, and says that it is concluded', () => {
    const { breaks } = complete(whatIf(context, { manifests: [manifestNumber(index, base)], files: [] }));
    expect(breaks).toMatchObject([{ manifest: meta, inferred: true }]);
  });

  it('is drawn with edges that look inferred, once what it takes is brought in', () => {
    const ask = (beyond: readonly string[]): ReturnType<typeof pipelineGraph> =>
      pipelineGraph(context, { manifest: meta, files: false, beyond });
    const alone = complete(ask([]));
    const model = alone?.nodes.find(({ records }) => records.length > 0);
    expect(model?.outside.needs).toBe(2);
    const edges = complete(ask([model?.id ?? '']))?.edges.filter(({ kind }) => kind === 'source');
    expect(edges?.map(({ inferred, to }) => [inferred, to])).toEqual([
      [true, model?.id],
      [true, model?.id],
    ]);
  });

  it('says what was fitted before, and what beside it', () => {
    const { manifest = '', name: before = '' } = original ?? {};
    const others = ['base pipeline_stacking_refit_base_0', 'base pipeline_stacking_refit_base_1'];
    expect(roles(manifest)).toEqual([...others, 'meta pipeline_stacking_refit_meta']);
    expect(roles(meta)).toEqual([...others, `original ${before}`]);
    expect(roles(base)).toEqual([
      'base pipeline_stacking_refit_base_0',
      'meta pipeline_stacking_refit_meta',
      `original ${before}`,
    ]);
    const wheat = listPipelines(context).find(
      (one) => one.name?.endsWith('_refit') === true && one.dataset === 'wheat_protein',
    );
    expect(roles(wheat?.manifest ?? '')).toEqual([`original ${wheat?.name?.replace('_refit', '') ?? ''}`]);
  });
});

describe('Names of what was fitted again', () => {
  it('tell what it is, and nothing else is taken for one', () => {
    expect(refitName('corn_p0_94169ed8')).toBeNull();
    expect(refitName('corn_p0_94169ed8_refit')).toEqual({ role: 'refit', of: 'corn_p0_94169ed8' });
    expect(refitName('pipeline_stacking_refit_base_12')).toEqual({ role: 'base', of: 'pipeline_stacking' });
    expect(refitName('pipeline_stacking_refit_meta')).toEqual({ role: 'meta', of: 'pipeline_stacking' });
    expect(refitName('a_refit_base_x')).toBeNull();
    expect(refitName('a_refit_meta_b')).toBeNull();
  });

  it('give each stacking model the base models that were written since the one before it', () => {
    const stacking = fc.record({
      of: fc.constantFrom('pipeline', 'x_refit', ''),
      dataset: fc.constantFrom('corn', 'corn_meta', 'wheat'),
      run: fc.constantFrom('r1', 'r2'),
      bases: fc.nat(4),
    });
    expectAlways(
      fc.property(fc.array(stacking, { maxLength: 8 }), (all) => {
        const refits = new RefitBases();
        const none = { status: null, createdAt: null, metric: null };
        for (const [at, { of, dataset, run: runId, bases }] of all.entries()) {
          const own = Array.from({ length: bases }, (_, number) => `${at}.${number}`);
          for (const [number, pipelineId] of own.entries()) {
            const name = `${of}_refit_base_${number}`;
            expect(refits.next({ ...none, pipelineId, runId, name, dataset })).toEqual([]);
          }
          const name = `${of}_refit_meta`;
          const found = refits.next({
            ...none,
            pipelineId: `${at}`,
            runId,
            name,
            dataset: `${dataset}_meta`,
          });
          expect(found).toEqual(own);
        }
      }),
      often(100, 5000),
    );
  });
});
