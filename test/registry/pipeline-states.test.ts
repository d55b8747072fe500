import { describe, expect, it } from 'vitest';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import type { PipelineState } from '../../shared/domain/states.ts';
import { expectedFacts, fixtureWorkspace } from '../support/fixtures.ts';
import { scanned, twoDaysOn, ungraced } from '../support/scanning.ts';
import { WorkspaceBuilder, v1Item, v1Manifest, v3Item, v3Manifest } from '../support/workspace-builder.ts';
import { P, Q } from './stacked.ts';

describe('The state of a pipeline', () => {
  const untraced = { execution_traces: undefined };
  const traced = v3Manifest('corn', [v3Item('a')]);

  function states(prepare: (builder: WorkspaceBuilder) => void): Record<string, PipelineState[]> {
    const builder = new WorkspaceBuilder();
    prepare(builder);
    const { index } = scanned(builder.root);
    const of = (context: Parameters<typeof listPipelines>[0]) =>
      listPipelines(context).map(({ state }) => state);
    return {
      young: of({ ...twoDaysOn(index), nowMs: Date.now() }),
      old: of(twoDaysOn(index)),
      ungraced: of(ungraced(index)),
    };
  }

  it('is complete when it has its trace', () => {
    expect(states((builder) => builder.manifest(`runs/corn/${P}`, traced))).toEqual({
      young: ['complete'],
      old: ['complete'],
      ungraced: ['complete'],
    });
  });

  it.each([
    ['of its run, though of another version', `runs/corn/${Q}`, '0.5.9'],
    ['of its version, in another run', `runs/wheat/${Q}`, '0.6.2'],
    ['of its version, a copy', `library/${Q}`, '0.6.2'],
  ])('is failed, or running while young, when another one has a trace: %s', (_what, folder, version) => {
    const found = states((builder) => {
      builder.manifest(`runs/corn/${P}`, v3Manifest('corn', [v3Item('a')], untraced));
      builder.manifest(folder, v3Manifest('other', [v3Item('b', { nirs4all_version: version })]));
    });
    const first = Object.fromEntries(Object.entries(found).map(([when, list]) => [when, list[0]]));
    expect(first).toEqual({ young: 'running', old: 'failed', ungraced: 'failed' });
  });

  it('is unknown when no other one of its run or version has a trace', () => {
    const found = states((builder) => {
      builder.manifest(`runs/corn/${P}`, v3Manifest('corn', [v3Item('a')], untraced));
      builder.manifest(`runs/wheat/${Q}`, v3Manifest('wheat', [v3Item('b', { nirs4all_version: '0.5.9' })]));
    });
    expect(found['old']?.[0]).toBe('unknown');
    expect(found['young']?.[0]).toBe('unknown');
  });

  it('is unknown when neither it nor the other one names its version', () => {
    const found = states((builder) => {
      builder.manifest(
        `runs/corn/${P}`,
        v3Manifest('corn', [v3Item('a', { nirs4all_version: undefined })], untraced),
      );
      builder.manifest(`runs/wheat/${Q}`, v3Manifest('wheat', [v3Item('b', { nirs4all_version: '' })]));
    });
    expect(found['old']?.[0]).toBe('unknown');
  });

  it('is unknown for V1, which writes no traces', () => {
    const found = states((builder) => {
      builder.manifest(`runs/corn/${P}`, v1Manifest('corn', [v1Item('a', { nirs4all_version: '0.6.2' })]));
      builder.manifest(`runs/corn/${Q}`, traced);
    });
    expect(found['old']).toEqual(['unknown', 'complete']);
  });

  it('is running while its dataset is written to, though its manifest is old', () => {
    const builder = new WorkspaceBuilder();
    builder.manifest(`runs/corn/${P}`, v3Manifest('corn', [], untraced));
    builder.manifest(`runs/corn/${Q}`, traced);
    builder.store('corn', 'young');
    const { index } = scanned(builder.root);
    const [row] = listPipelines(twoDaysOn(index), { state: 'failed' });
    expect(row?.pipeline_id).toBe('0001_pls_aaaaaa');
    expect(listPipelines({ ...ungraced(index), graceMs: 60_000 }, { state: 'running' })).toHaveLength(1);
  });

  it('is unreadable when its manifest is', () => {
    expect(states((builder) => builder.manifest(`runs/corn/${P}`, 'a: ['))['old']).toEqual(['unreadable']);
  });

  it('of real ones is failed for the two that failed', () => {
    const { index } = scanned(fixtureWorkspace('orphans'));
    const failed = listPipelines(ungraced(index), { state: 'failed' }).map(({ manifest }) => manifest);
    const wanted = expectedFacts('orphans').manifests.filter((manifest) => !manifest.has_execution_traces);
    expect(failed).toEqual(wanted.map(({ path }) => path));
    expect(failed).toHaveLength(2);
    expect(listPipelines(ungraced(index), { state: 'complete', dataset: 'wheat' })).toHaveLength(3);
  });
});
