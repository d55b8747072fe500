import { appendFileSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { statistics } from '../../../../electron/registry/ask/totals/stats.ts';
import { besideStored, storeTotals } from '../../../../electron/registry/ask/totals/store-totals.ts';
import { complete } from '../../../../electron/registry/columns/slices.ts';
import { filesIn } from '../../../clean/support.ts';
import { scanned, scanAll, ungraced } from '../../../support/scanning.ts';
import { copyStore, STORES } from '../../../support/stores.ts';

/** The sizes of all files below a folder, as the system says. */
function onDisk(root: string, folder = ''): number {
  return filesIn(root, folder).reduce((sum, path) => sum + lstatSync(join(root, path)).size, 0);
}

function put(root: string, ...paths: readonly string[]): void {
  for (const [number, path] of paths.entries()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), 'x'.repeat(1000 + 7 * number));
  }
}

/** What the statistics say lies in a workspace, part by part. */
function told(workspace: ReturnType<typeof scanned>) {
  const { native_results_unreferenced_bytes: _among, ...sizes } = storeTotals(workspace.index);
  const parts = Object.entries(sizes).filter(([name]) => name.endsWith('_bytes'));
  const { stored_bytes: stored } = complete(statistics(ungraced(workspace.index))).totals;
  return {
    parts: Object.fromEntries(parts),
    stored,
    all: parts.reduce((sum, [, bytes]) => sum + bytes, stored),
  };
}

describe.each(STORES)('All that lies in %s', (name) => {
  it('is counted once, part by part, as the disk has it', () => {
    const root = copyStore(name);
    put(
      root,
      'logs/R-1.log',
      'exports/wheat/a.n4a',
      'exports/b.csv',
      'outputs/charts/c.png',
      'library/kept/model.n4a',
      'native_results/methods_multimodal.n4a',
      'native_results/20261129T101010000000Z-0123abcd/artifacts/deep/er/000.joblib',
      'arrays/corn.parquet.tmp',
      'arrays/more.parquet',
      'artifacts/31/.model_PLSRegression_31bfedbd2131.joblib.k3_x1.tmp',
      'artifacts/31/deeper/notes.txt',
      'artifacts/left.txt',
    );
    const workspace = scanned(root);
    const { parts, stored, all } = told(workspace);
    const unfinished = lstatSync(join(root, 'arrays/corn.parquet.tmp')).size;
    expect(parts).toEqual({
      native_results_bytes: onDisk(root, 'native_results'),
      arrays_bytes: onDisk(root, 'arrays') - unfinished,
      logs_bytes: onDisk(root, 'logs'),
      exports_bytes: onDisk(root, 'exports'),
      outputs_bytes: onDisk(root, 'outputs'),
      library_bytes: onDisk(root, 'library'),
      database_bytes: lstatSync(join(root, 'store.sqlite')).size,
      database_log_bytes: name === 'store-crash' ? lstatSync(join(root, 'store.sqlite-wal')).size : 0,
    });
    const beside = Object.entries(besideStored(workspace.index) ?? {});
    expect(Object.fromEntries(beside.map(([part, bytes]) => [`${part}_bytes`, bytes]))).toEqual(parts);
    expect(stored).toBe(onDisk(root, 'artifacts') + unfinished);
    expect(all).toBe(onDisk(root));
    // A later look counts what has grown.
    for (const path of [
      'logs/R-1.log',
      'library/kept/model.n4a',
      'arrays/more.parquet',
      'artifacts/left.txt',
    ])
      appendFileSync(join(root, path), 'more');
    scanAll(workspace);
    expect(told(workspace).all).toBe(onDisk(root));
  });
});
