import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateWorkspace, withDefaults, type GeneratorOptions, type Summary } from './generate.ts';

export interface BenchWorkspace {
  readonly folder: string;
  /** A folder for the caches of the measurements, beside the workspace. */
  readonly cacheRoot: string;
  readonly summary: Summary;
}

/** A generated workspace in the system's temporary folder; one of the same options and generator is used again. */
export function benchWorkspace(options: Omit<GeneratorOptions, 'out'>): BenchWorkspace {
  const { out: _out, ...content } = withDefaults({ ...options, out: '' });
  const key = createHash('sha256').update(JSON.stringify(content)).update(generatorHash()).digest('hex');
  const root = path.join(tmpdir(), 'stemma-bench', `${content.records}-${key.slice(0, 12)}`);
  const folder = path.join(root, 'workspace');
  const summaryFile = path.join(root, 'summary.json');
  const cacheRoot = path.join(root, 'caches');
  if (existsSync(summaryFile)) {
    return { folder, cacheRoot, summary: JSON.parse(readFileSync(summaryFile, 'utf8')) as Summary };
  }
  // Without a summary, an earlier generation was cut short.
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const summary = generateWorkspace({ ...content, out: folder });
  writeFileSync(summaryFile + '.part', JSON.stringify(summary));
  renameSync(summaryFile + '.part', summaryFile);
  return { folder, cacheRoot, summary };
}

/** Files that don't decide what is generated. */
const NOT_GENERATOR =
  /^(?:behind-link|bench|core-measurements|during-scan|floor|graph|graph-layout|graph-window|measure-once|measurements|page-heap|report|scroll|trace|window|start-up|witness|workspaces)\.ts$/;

/** Changes with the generator's code, so that no workspace of an older one is measured. */
function generatorHash(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(import.meta.dirname).sort()) {
    if (file.endsWith('.ts') && !NOT_GENERATOR.test(file)) {
      hash.update(readFileSync(path.join(import.meta.dirname, file)));
    }
  }
  return hash.digest('hex');
}
