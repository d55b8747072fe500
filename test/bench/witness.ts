/**
 * What the last look before files go costs, beside reading the same manifests once: witness.ts [--records 100000] [--files 5000] [--runs 7]
 * A hundred thousand records lie in two thousand manifests. Each run by turns with its baseline, so that both meet the same machine.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { askWitnesses, type Source } from '../../electron/registry/change/witness.ts';
import type { GoingFile } from '../../electron/registry/layouts/rules.ts';
import { nodeFileSystem } from '../../electron/registry/files/file-system.ts';
import { formatMilliseconds, median } from './report.ts';
import { benchWorkspace } from './workspaces.ts';

function manifestsBelow(root: string): Source[] {
  const below = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return below
    .filter((path) => path.endsWith('manifest.yaml'))
    .map((path) => ({ path: path.replaceAll('\\', '/'), file: join(root, path) }));
}

/** Files that no manifest names: each is searched for in all of them. */
function makeFiles(count: number): GoingFile[] {
  return Array.from({ length: count }, (_unused, place) => {
    const digits = createHash('sha256').update(`nobody ${place}`).digest('hex').slice(0, 12);
    return { path: `binaries/nowhere/model_PLSRegression_${digits}.joblib`, hash: null, broken: [] };
  });
}

function readAll(sources: readonly Source[]): { milliseconds: number; bytes: number } {
  const start = performance.now();
  let bytes = 0;
  for (const { file } of sources) bytes += readFileSync(file).length;
  return { milliseconds: performance.now() - start, bytes };
}

function askAll(sources: readonly Source[], files: readonly GoingFile[]): number {
  const start = performance.now();
  const asking = askWitnesses(nodeFileSystem, files, sources, () => false);
  let step = asking.next();
  while (step.done !== true) step = asking.next();
  if (!step.value.ok || step.value.value.size > 0) throw new Error('A file was named that nothing names.');
  return performance.now() - start;
}

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '100000' },
    files: { type: 'string', default: '5000' },
    runs: { type: 'string', default: '7' },
  },
});
const { folder } = benchWorkspace({ records: Number(values.records), filesOnlyEmpty: true });
const sources = manifestsBelow(folder);
const files = makeFiles(Number(values.files));
const { bytes } = readAll(sources);
askAll(sources, files);
const runs = Array.from({ length: Number(values.runs) }, () => ({
  read: readAll(sources).milliseconds,
  asked: askAll(sources, files),
}));
const read = median(runs.map((run) => run.read));
const asked = median(runs.map((run) => run.asked));
const ratio = median(runs.map((run) => run.asked / run.read));
console.log(`${sources.length} manifests, ${(bytes / 1e6).toFixed(1)} MB; ${files.length} files`);
console.log(`baseline: reading them once   ${formatMilliseconds(read).padStart(10)}`);
console.log(
  `reading and searching them    ${formatMilliseconds(asked).padStart(10)}  ${ratio.toFixed(2)} x its baseline`,
);
