import { describe, expect, it } from 'vitest';
import { pipelineGraph } from '../../electron/registry/ask/graph/pipeline-graph.ts';
import { listRecords, recordList } from '../../electron/registry/ask/records/record-list.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import type { GraphRecord } from '../../shared/api/graph/graph.ts';
import type { ArtifactRecord } from '../../shared/api/records/records.ts';
import { selectByText } from '../../shared/graph/ask/select.ts';
import { SEARCHED_STATES } from '../../shared/search/search-terms.ts';
import { FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';

type Context = ReturnType<typeof fresh>;

function found(context: Context, text: string): readonly ArtifactRecord[] {
  const page = complete(recordList(context, { text }, { by: 'place', descending: false, limit: 20_000 }));
  return page?.records ?? [];
}

/** The records of all pipelines as graphs have them. */
function graphRecords(context: Context): GraphRecord[] {
  const manifests = new Set(found(context, '').map(({ manifest }) => manifest));
  const options = { files: false, beyond: [] } as const;
  return [...manifests].flatMap((manifest) => {
    const graph = complete(pipelineGraph(context, { manifest, ...options }));
    return graph?.nodes.flatMap(({ records }) => records) ?? [];
  });
}

describe('the state of a record in a search', () => {
  it('is the one that lists and graphs show, in each fixture', () => {
    const met = new Set<string>();
    for (const fixture of FIXTURES) {
      const context = fresh(scanned(fixtureWorkspace(fixture)).index);
      const all = found(context, '');
      for (const state of SEARCHED_STATES) {
        const listed = found(context, `state:${state}`);
        const sql = listRecords(context, { text: `state:${state}` }, { by: 'place' }, { limit: 20_000 });
        expect(sql.records.map(({ artifact_id: id }) => id)).toEqual(listed.map(({ artifact_id: id }) => id));
        expect(found(context, `-state:${state}`)).toHaveLength(all.length - listed.length);
        if (state !== 'shared')
          expect(listed, `${fixture} ${state}`).toEqual(
            all.filter(({ file_status: status }) => status === state),
          );
        if (listed.length > 0) met.add(state);
      }
      const keys = new Set(found(context, 'state:shared').map(({ key }) => key));
      for (const { key, other_pipelines: others } of graphRecords(context))
        expect(keys.has(key), `${fixture} ${key}`).toBe(others > 0);
    }
    expect(met).toContain('missing');
    expect(met).toContain('shared');
  });

  it('has the words of the graph’s selection', () => {
    const context = fresh(scanned(fixtureWorkspace('orphans')).index);
    const [missing] = found(context, 'state:missing');
    if (missing === undefined) throw new Error('Nothing is missing in the fixture');
    const graph = complete(pipelineGraph(context, { manifest: missing.manifest, files: false, beyond: [] }));
    if (graph === null) throw new Error('There is no graph');
    const selected = new Set(selectByText(graph, 'state:missing').found);
    const keys = graph.nodes.filter(({ id }) => selected.has(id)).flatMap(({ records }) => records);
    expect(keys.map(({ key }) => key)).toContain(missing.key);
  });
});
