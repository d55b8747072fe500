/**
 * Measures the registry on generated workspaces: bench.ts [--records 5000,100000] [--stores 100000] [--runs 5] [--only TEXT] [--out FILE.md]
 * Every run is a process of its own with a run of the floor right before it. Machines differ and are
 * shared, so the ratio is the figure to trust.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildChanged } from '../../build/build-changed.mjs';
import { THREAD_LIMITS } from '../../electron/worker/threads/thread-limits.ts';
import type { Run } from './measure-once.ts';
import type { Measurement } from './measurement.ts';
import { FLOOR, MEASUREMENTS, STORE_FLOOR, STORE_MEASUREMENTS } from './measurements.ts';
import { formatMegabytes, formatMilliseconds, markdownTable, median, textTable, type Row } from './report.ts';
import { benchStore, benchWorkspace, type BenchWorkspace } from './workspaces.ts';

const CHILD = path.join(import.meta.dirname, 'measure-once.ts');

/** A scan's thread has a smaller heap for what is young: three half spaces, of which this is one, in MB. */
const HALF_SPACE = `--max-semi-space-size=${THREAD_LIMITS.maxYoungGenerationSizeMb / 3}`;

function spawn(
  action: 'run' | 'prepare',
  measurement: Measurement,
  workspace: BenchWorkspace,
  cache: string,
): string {
  const limits = measurement.isCold === true ? [HALF_SPACE] : [];
  const args = [...limits, CHILD, action, measurement.name, workspace.folder, cache];
  return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function runOnce(measurement: Measurement, workspace: BenchWorkspace, cache: string): Run {
  if (measurement.isCold === true) emptyFolder(cache);
  const lines = spawn('run', measurement, workspace, cache).trim().split('\n');
  const run = JSON.parse(lines.at(-1) ?? '') as Run;
  checkFound(measurement, run, workspace);
  return run;
}

/** A benchmark of something that finds the wrong numbers is worth nothing. */
function checkFound(measurement: Measurement, run: Run, { summary }: BenchWorkspace): void {
  const counts = new Map<string, unknown>(Object.entries(summary));
  for (const [key, value] of Object.entries(run.found)) {
    if (counts.get(key) !== value) {
      throw new Error(
        `${measurement.name} found ${key} = ${value}; the workspace has ${String(counts.get(key))}.`,
      );
    }
  }
}

function emptyFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** Runs a measurement and the floor by turns; the first of each only warms the caches. */
function measure(
  measurement: Measurement,
  floor: Measurement,
  workspace: BenchWorkspace,
  label: string,
  runs: number,
): Row {
  const cache = path.join(workspace.cacheRoot, measurement.name.replaceAll(/\W+/g, '-'));
  emptyFolder(cache);
  if (measurement.prepare !== undefined) spawn('prepare', measurement, workspace, cache);
  const times: number[] = [];
  const ratios: number[] = [];
  const peaks: number[] = [];
  for (let i = 0; i <= runs; i++) {
    const base = measurement === floor ? null : runOnce(floor, workspace, cache);
    const run = runOnce(measurement, workspace, cache);
    if (i === 0) continue;
    times.push(run.milliseconds);
    peaks.push(run.peakBytes);
    if (base !== null) ratios.push(run.milliseconds / base.milliseconds);
  }
  rmSync(cache, { recursive: true, force: true });
  const ratio = ratios.length === 0 ? null : median(ratios);
  const row = { workspace: label, name: measurement.name, ratio, runs };
  return { ...row, milliseconds: median(times), peakBytes: median(peaks) };
}

async function main(): Promise<void> {
  // The thread that reads runs as it is built.
  if ((await buildChanged(process.execPath)).code !== 0)
    throw new Error('What is measured could not be built.');
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      records: { ...text, default: '5000,100000' },
      stores: { ...text, default: '100000' },
      runs: { ...text, default: '5' },
      only: { ...text, default: '' },
      out: text,
    },
  });
  const rows: Row[] = [];
  const notes: string[] = [];
  const measureAll = (
    workspace: BenchWorkspace,
    label: string,
    floor: Measurement,
    measurements: readonly Measurement[],
  ): void => {
    for (const measurement of [floor, ...measurements.filter(({ name }) => name.includes(values.only))]) {
      process.stderr.write(`${label}: ${measurement.name}\n`);
      rows.push(measure(measurement, floor, workspace, label, Number(values.runs)));
    }
  };
  const numbersOf = (list: string): number[] => (list === '' ? [] : list.split(',').map(Number));
  for (const records of numbersOf(values.records)) {
    const start = performance.now();
    const workspace = benchWorkspace({ records });
    const { summary } = workspace;
    const label = `${records.toLocaleString('en')} records`;
    const share = Math.round((100 * summary.traceBytes) / summary.manifestBytes);
    notes.push(
      `${label}: ${summary.manifestFilesOnDisk} manifests of ${formatMegabytes(summary.manifestBytesOnDisk)} ` +
        `(${share} % traces), ${summary.filesOnDisk} files, ready in ${formatMilliseconds(performance.now() - start)}.`,
    );
    measureAll(workspace, label, FLOOR, MEASUREMENTS);
  }
  for (const count of numbersOf(values.stores)) {
    measureAll(
      benchStore(count),
      `${count.toLocaleString('en')} rows of a store`,
      STORE_FLOOR,
      STORE_MEASUREMENTS,
    );
  }
  notes.push(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${process.platform}.`,
  );
  console.log(`${notes.join('\n')}\n\n${textTable(rows)}`);
  if (values.out !== undefined) {
    const list = notes.map((note) => `- ${note}`).join('\n');
    writeFileSync(values.out, `# Benchmark\n\n${list}\n\n${markdownTable(rows)}`);
  }
}

if (import.meta.main) await main();
