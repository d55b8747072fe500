/**
 * Writes pipelines as nirs4all does, in a process of its own: writer.ts WORKSPACE MILLISECONDS RUNS.JSON. Bytes are used again by their
 * name where they are there, else written; the manifest is written after them, in place, and again after each step. Says `begun`, and at
 * the end what it did.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A pipeline to be run. */
export interface WrittenRun {
  readonly dataset: string;
  /** The manifest before the first step. */
  readonly begun: string;
  readonly steps: readonly {
    readonly name: string;
    readonly bytes: string;
    /** How long the step takes after its file is there, in milliseconds. */
    readonly takesMs: number;
    /** The manifest after it. */
    readonly manifest: string;
  }[];
}

/** As many pipelines as a run keeps; then folders are used again, as a re-run does. */
const MOST = 8;

function busy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

function writeRun(root: string, { dataset, begun, steps }: WrittenRun, turn: number): number {
  const runs = join(root, 'runs', dataset);
  const store = join(root, 'binaries', dataset);
  for (const folder of [runs, store]) mkdirSync(folder, { recursive: true });
  const count = readdirSync(runs).length;
  const number = count < MOST ? count + 1 : (turn % MOST) + 1;
  const folder = join(runs, `${String(number).padStart(4, '0')}_p_aaaaaa`);
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, 'manifest.yaml');
  writeFileSync(manifest, begun);
  let reused = 0;
  for (const step of steps) {
    const path = join(store, step.name);
    if (existsSync(path)) reused += 1;
    else writeFileSync(path, step.bytes);
    busy(step.takesMs);
    writeFileSync(manifest, step.manifest);
  }
  return reused;
}

function main(): void {
  const [root = '', milliseconds = '', file = ''] = process.argv.slice(2);
  const runs = JSON.parse(readFileSync(file, 'utf8')) as WrittenRun[];
  const end = performance.now() + Number(milliseconds);
  process.stdout.write('begun\n');
  let reused = 0;
  let turn = 0;
  while (performance.now() < end) {
    const run = runs[turn % runs.length];
    if (run !== undefined) reused += writeRun(root, run, turn);
    turn += 1;
    busy(2);
  }
  process.stdout.write(JSON.stringify({ runs: turn, reused }));
}

if (import.meta.main) main();
