import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../../../electron/registry/workspace.ts';
import { dumpIndex } from '../../../support/dump-index.ts';
import { expectAlways, often } from '../../../support/property.ts';
import { scanAll, scanned } from '../../../support/scanning.ts';
import { changeStore, copyStore, storeFacts, STORES } from '../../../support/stores.ts';

const CHANGES: readonly ((some: string) => string)[] = [
  (some) => `DELETE FROM artifacts WHERE ${some}`,
  (some) => `UPDATE artifacts SET artifact_path = '00/' || rowid WHERE ${some}`,
  (some) => `UPDATE artifacts SET artifact_id = 'new' || rowid WHERE ${some}`,
  (some) => `DELETE FROM chains WHERE ${some}`,
  (some) => `UPDATE chains SET shared_artifacts = '{"1":["x"]}' WHERE ${some}`,
  (some) => `UPDATE chains SET steps = '[]' WHERE ${some}`,
  (some) => `UPDATE chains SET pipeline_id = 'none' WHERE ${some}`,
  (some) => `UPDATE pipelines SET status = 'running' WHERE ${some}`,
  (some) => `DELETE FROM pipelines WHERE ${some}`,
  (some) => `UPDATE runs SET name = 'again' WHERE ${some}`,
  (some) => `DELETE FROM runs WHERE ${some}`,
  (some) => `DELETE FROM predictions WHERE ${some}`,
];

/** All that is known of a workspace, but for parameters: those that no record has any more are only swept now and then. */
const lines = ({ index }: Workspace): string[] =>
  dumpIndex(index).filter((line) => !line.startsWith('parameter:'));

describe('A store that is scanned again', () => {
  it('is as from nothing, whatever changed', () => {
    const act = fc.record({
      change: fc.constantFrom(...CHANGES),
      every: fc.integer({ min: 1, max: 12 }),
      first: fc.nat(12),
    });
    expectAlways(
      fc.property(fc.constantFrom(...STORES), fc.array(act, { minLength: 1, maxLength: 4 }), (name, acts) => {
        const root = copyStore(name);
        const workspace = scanned(root);
        for (const { change, every, first } of acts) {
          changeStore(root, (database) => database.exec(change(`(rowid + ${first}) % ${every} = 0`)));
          scanAll(workspace);
          expect(lines(workspace)).toEqual(lines(scanned(root)));
        }
      }),
      often(15, 400),
    );
  });

  it('says of a file that several pipelines use whose it is as from nothing', () => {
    const root = copyStore('store-1.4.10');
    const workspace = scanned(root);
    const changes = [
      `UPDATE chains SET steps = '[]' WHERE (rowid + 4) % 12 = 0`,
      'DELETE FROM artifacts WHERE rowid % 4 = 0',
    ];
    for (const change of changes) {
      changeStore(root, (database) => database.exec(change));
      scanAll(workspace);
      expect(lines(workspace)).toEqual(lines(scanned(root)));
    }
  });

  it('writes the pipelines anew that changed, and what stands behind them', () => {
    const root = copyStore('store-1.4.10');
    const workspace = scanned(root);
    changeStore(root, (database) =>
      database.exec(`UPDATE pipelines SET name = 'other' WHERE rowid = (SELECT max(rowid) FROM pipelines)`),
    );
    // It, the runs, the records that no chain uses, and the database itself.
    const { runs = 0 } = storeFacts('store-1.4.10').totals;
    expect(scanAll(workspace)).toMatchObject({ changed: true, read: 1 + runs + 2 });
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(root).index));
  });
});
