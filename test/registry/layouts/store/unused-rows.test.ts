import { describe, expect, it } from 'vitest';
import { wayOfRecord } from '../../../../electron/registry/ask/chains/way.ts';
import { shownRecords } from '../../../../electron/registry/ask/records/record.ts';
import { facetsOf } from '../../../../electron/registry/ask/records/facets.ts';
import { recordView } from '../../../../electron/registry/ask/records/record-view.ts';
import { complete } from '../../../../electron/registry/columns/slices.ts';
import { allRows, firstRow } from '../../../../electron/registry/index/database.ts';
import { recordKey } from '../../../../electron/registry/index/record-key.ts';
import { wayOfManifest } from '../../../../electron/registry/index/way-of-manifest.ts';
import { textsOfRecords } from '../../../../electron/registry/index/way-texts.ts';
import { neededNodes } from '../../../../electron/registry/way/way-needs.ts';
import { pipelineText } from '../../../../renderer/text/pipeline-text.ts';
import { scanned } from '../../../support/scanning.ts';
import { changeStore, copyStore } from '../../../support/stores.ts';
import { fresh } from '../../../support/view-context.ts';

interface Unused {
  readonly id: number;
  readonly class: string;
}

/** The rows that no chain uses, in the order of the index. */
const unusedRows = (index: Parameters<typeof allRows>[0]): Unused[] =>
  allRows<Unused>(
    index,
    `SELECT r.id, c.text AS class FROM record r CROSS JOIN manifest m ON m.id = r.manifest_id
     CROSS JOIN dictionary c ON c.id = r.class WHERE m.stands_for = 'rows' ORDER BY r.id`,
  );

describe('rows that no chain uses', () => {
  it.each(['store-0.9.4', 'store-1.4.10'] as const)('of %s have no history but themselves', (name) => {
    const { index } = scanned(copyStore(name));
    const rows = unusedRows(index);
    expect(rows.length).toBeGreaterThan(3);
    for (const { id, class: own } of rows)
      expect(wayOfRecord(index, id).map((group) => group.map((stop) => [stop.class, stop.kind]))).toEqual([
        [[own, 'end']],
      ]);
    const texts = textsOfRecords(
      index,
      rows.map(({ id }) => id),
    );
    expect(texts.map(({ way }) => way)).toEqual(rows.map((row) => row.class));
  });

  it('say so where a pipeline is named for them', () => {
    const { index } = scanned(copyStore('store-1.4.10'));
    const context = fresh(index);
    const shown = shownRecords(
      index,
      unusedRows(index).map(({ id }) => id),
    ).flatMap((record) => recordView(context, recordKey(record))?.record ?? []);
    expect(shown.map(pipelineText)).toEqual(unusedRows(index).map(() => 'no chain uses it'));
    const { pipelines } = complete(facetsOf(context, {}));
    expect(pipelines.map(({ pipeline_name: name }) => name)).toContain('rows that no chain uses');
  });

  it('do so beside encoders and splitters, which no pipeline has in common with them', () => {
    const root = copyStore('store-1.4.10');
    changeStore(root, (database) => {
      database.exec(`UPDATE artifacts SET artifact_type = 'encoder'
        WHERE artifact_id IN (SELECT artifact_id FROM artifacts ORDER BY artifact_id LIMIT 10)`);
      database.exec('DELETE FROM chains');
    });
    const { index } = scanned(root);
    const rows = unusedRows(index);
    expect(rows.length).toBeGreaterThan(10);
    for (const { id } of rows) expect(wayOfRecord(index, id)).toHaveLength(1);
    const [first] = rows;
    const { manifest = 0 } =
      firstRow<{ manifest: number }>(index, 'SELECT manifest_id AS manifest FROM record WHERE id = :id', {
        id: first?.id ?? 0,
      }) ?? {};
    const way = wayOfManifest(index, manifest);
    expect(way.nodes.some(({ role }) => role === 'target')).toBe(true);
    expect(neededNodes(way).flat()).toEqual([]);
  });
});
