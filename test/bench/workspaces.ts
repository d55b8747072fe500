import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyOfDatabase } from './floor.ts';
import { generateStore } from './generate-store.ts';
import { generateWorkspace, withDefaults, type GeneratorOptions, type Summary } from './generate.ts';

export interface BenchWorkspace<Content extends object = object> {
  readonly folder: string;
  /** A folder for the caches of the measurements, beside the workspace. */
  readonly cacheRoot: string;
  /** What is in it, counted while it was made. */
  readonly summary: Content;
}

/** A workspace in the system's temporary folder; one of the same content and generator is used again. */
function generated<Content extends object>(
  name: string,
  content: unknown,
  generate: (folder: string) => Content,
): BenchWorkspace<Content> {
  const key = createHash('sha256').update(JSON.stringify(content)).update(generatorHash()).digest('hex');
  const root = path.join(tmpdir(), 'stemma-bench', `${name}-${key.slice(0, 12)}`);
  const folder = path.join(root, 'workspace');
  const summaryFile = path.join(root, 'summary.json');
  const cacheRoot = path.join(root, 'caches');
  if (existsSync(summaryFile)) {
    return { folder, cacheRoot, summary: JSON.parse(readFileSync(summaryFile, 'utf8')) as Content };
  }
  // Without a summary, an earlier generation was cut short.
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const summary = generate(folder);
  writeFileSync(summaryFile + '.part', JSON.stringify(summary));
  renameSync(summaryFile + '.part', summaryFile);
  return { folder, cacheRoot, summary };
}

/** A generated workspace of manifests. */
export function benchWorkspace(options: Omit<GeneratorOptions, 'out'>): BenchWorkspace<Summary> {
  const { out: _out, ...content } = withDefaults({ ...options, out: '' });
  return generated(String(content.records), content, (folder) =>
    generateWorkspace({ ...content, out: folder }),
  );
}

/** A generated store, with a copy of its database beside it. */
export function benchStore(rows: number): BenchWorkspace {
  return generated(`store-${rows}`, { rows }, (folder) => {
    const summary = generateStore({ out: folder, rows });
    copyFileSync(path.join(folder, 'store.sqlite'), copyOfDatabase(folder));
    const nothing = { manifests: 0, missingFiles: 0, missingRecords: 0 };
    // Each file has one byte.
    return { ...summary, ...nothing, storedBytes: summary.files };
  });
}

/** Files that don't decide what is generated. */
const NOT_GENERATOR =
  /^(?:behind-link|bench|core-measurements|during-scan|floor|graph|graph-layout|graph-window|measure-once|measurements|page-heap|report|scroll|trace|window|start-up|store-measurements|witness|workspaces)\.ts$/;

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
