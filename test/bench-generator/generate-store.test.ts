import { expect, it } from 'vitest';
import { storeTotals } from '../../electron/registry/ask/totals/store-totals.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { generateStore } from '../bench/generate-store.ts';
import { scanned, twoDaysOn } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it.each([1, 700])('writes a store of %d rows in which a scan finds what the summary says', (rows) => {
  const out = temporaryFolder();
  const summary = generateStore({ out, rows, orphans: 0.1 });
  const workspace = scanned(out);
  const context = twoDaysOn(workspace.index);
  const { totals } = complete(statistics(context));
  const { runs, pipelines, chains } = storeTotals(workspace.index);
  expect({
    records: totals.records,
    runs,
    pipelines,
    chains,
    files: totals.files,
    orphanFiles: totals.orphan_files,
    keptFiles: totals.kept_files,
  }).toEqual(summary);
  expect(totals.records).toBe(rows);
  expect(totals.missing_files).toBe(0);
});
