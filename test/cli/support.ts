import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { cliBundle, root } from '../../build/paths.mjs';
import { ageFiles } from '../support/age-files.ts';

const FIXTURES = join(root, 'test', 'fixtures');

/** How the command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly bytes: Buffer;
  readonly err: string;
}

/** Where and how it runs. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Source of a module that is loaded first, to bend the system that the process sees. */
  readonly preload?: string;
  /** Called with the process as soon as it runs. */
  readonly onStart?: (child: ReturnType<typeof spawn>) => void;
}

/** Temporary folders of a test file, gone after it. */
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, with links resolved. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'stemma-cli-')));
  folders.push(folder);
  return folder;
}

/** A copy of a fixture's workspace: as old as the copy, but written an hour ago. */
export function fixtureWorkspace(name: string): string {
  const workspace = join(temporaryFolder(), 'workspace');
  cpSync(join(FIXTURES, name, 'workspace'), workspace, { recursive: true });
  ageFiles(workspace);
  return workspace;
}

/** Names of the fixtures in the layout of 0.6. */
export function fixtureNames(): string[] {
  return readdirSync(FIXTURES).filter((name) => {
    try {
      return readdirSync(join(FIXTURES, name, 'workspace')).includes('runs');
    } catch {
      return false;
    }
  });
}

/** The facts of a fixture; see `test/fixtures/README.md`. */
export interface Facts {
  readonly manifests: readonly {
    readonly path: string;
    readonly pipeline_id: string;
    readonly uid: string;
    readonly artifact_count: number;
  }[];
  readonly records: number;
  readonly files: Readonly<
    Record<
      string,
      {
        readonly size: number;
        readonly sha256: string;
        readonly status: string;
        readonly kept_by_copies?: readonly string[];
      }
    >
  >;
  readonly missing: readonly (readonly [manifest: string, id: string, path: string])[];
  readonly types: Readonly<Record<string, number>>;
  readonly classes: Readonly<Record<string, number>>;
  readonly bytes: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly dependencies: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly meta_models: readonly {
    readonly manifest: string;
    readonly artifact_id: string;
    readonly source_models: readonly string[];
  }[];
  readonly chains: Readonly<Record<string, string>>;
  readonly records_without_id: readonly (readonly [manifest: string, name: string, path: string])[];
  readonly exclusive_bytes_by_pipeline: Readonly<Record<string, number>>;
  readonly kept_by_copies_only: readonly string[];
}

/** Reads the facts of a fixture. */
export function factsOf(name: string): Facts {
  return JSON.parse(readFileSync(join(FIXTURES, name, 'expected.json'), 'utf8')) as Facts;
}

/** Node keeps what it made of our TypeScript here, so that starting it many times costs half. */
const COMPILE_CACHE = join(root, 'node_modules', '.cache', 'stemma-tests');

let cache: string | undefined;

/** Runs the real command line, as it is built: from sources each start would cost a second. The index goes to a folder of this test file alone. */
export async function stemma(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  cache ??= temporaryFolder();
  const { NO_COLOR: _noColour, FORCE_COLOR: _colour, ...environment } = process.env;
  const preload =
    options.preload === undefined
      ? []
      : ['--import', `data:text/javascript,${encodeURIComponent(options.preload)}`];
  const child = spawn(process.execPath, [...preload, cliBundle, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: { ...environment, NODE_COMPILE_CACHE: COMPILE_CACHE, STEMMA_CACHE: cache, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  options.onStart?.(child);
  return await new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => {
      const bytes = Buffer.concat(out);
      done({ code, signal, bytes, out: bytes.toString('utf8'), err: Buffer.concat(err).toString('utf8') });
    });
  });
}

/** Runs it with `--json` and reads the one document; fails where it did not end well. */
export async function ask<Document>(workspace: string, ...args: readonly string[]): Promise<Document> {
  const ended = await stemma([...args, '--json', '--quiet', '-w', workspace]);
  if (ended.code !== 0) throw new Error(`stemma ${args.join(' ')} ended with ${ended.code}: ${ended.err}`);
  return JSON.parse(ended.out) as Document;
}

/** What an error document holds. */
export interface ErrorDocument {
  readonly error: { readonly code: string; readonly message: string; readonly [key: string]: unknown };
}

/** Runs it with `--json` where it must fail; the exit code and the document. */
export async function askInVain(
  args: readonly string[],
  options: RunOptions = {},
): Promise<{ code: number | null } & ErrorDocument> {
  const ended = await stemma([...args, '--json'], options);
  return { code: ended.code, ...(JSON.parse(ended.out) as ErrorDocument) };
}
