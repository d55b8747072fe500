/**
 * What the last look before files go costs, beside reading the same manifests once: witness.ts [--records 100000] [--files 5000] [--runs 7]
 * A hundred thousand records lie in two thousand manifests. What counts is the processor's time, and of all runs the least: the machine
 * may be busy with other things. Each run by turns with its baseline.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { askWitnesses, type Source } from '../../electron/registry/change/witness.ts';
import type { GoingFile } from '../../electron/registry/layouts/rules.ts';
import { nodeFileSystem } from '../../electron/registry/files/file-system.ts';
import { processorTime } from '../support/processor-time.ts';
import { formatMilliseconds } from './report.ts';
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

function readAll(sources: readonly Source[]): number {
  let bytes = 0;
  for (const { file } of sources) bytes += readFileSync(file).length;
  return bytes;
}

function askAll(sources: readonly Source[], files: readonly GoingFile[]): void {
  const asking = askWitnesses(nodeFileSystem, files, sources, () => false);
  let step = asking.next();
  while (step.done !== true) step = asking.next();
  if (!step.value.ok || step.value.value.size > 0) throw new Error('A file was named that nothing names.');
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
const bytes = readAll(sources);
askAll(sources, files);
const times = { read: Number.POSITIVE_INFINITY, asked: Number.POSITIVE_INFINITY };
for (let run = 0; run < Number(values.runs); run += 1) {
  times.read = Math.min(
    times.read,
    processorTime(() => readAll(sources)),
  );
  times.asked = Math.min(
    times.asked,
    processorTime(() => askAll(sources, files)),
  );
}
const { read, asked } = times;
console.log(`${sources.length} manifests, ${(bytes / 1e6).toFixed(1)} MB; ${files.length} files`);
console.log(`baseline: reading them once   ${formatMilliseconds(read).padStart(10)}`);
console.log(`reading and searching them    ${formatMilliseconds(asked).padStart(10)}`);
console.log(
  `searching alone               ${formatMilliseconds(asked - read).padStart(10)}  ${((asked - read) / read).toFixed(2)} x reading`,
);
