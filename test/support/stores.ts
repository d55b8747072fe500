import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ageFiles } from './age-files.ts';
import { copyFixture, type FixtureName } from './fixtures.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The real stores that `test/fixtures/README.md` describes. */
export const STORES = ['store-0.9.4', 'store-1.4.10', 'store-crash'] as const;

/** See {@link STORES}. */
export type StoreName = (typeof STORES)[number];

const folder = join(import.meta.dirname, '..', 'fixtures');

/** A copy of a store that a test may change, written an hour ago. */
export function copyStore(name: StoreName): string {
  const target = join(temporaryFolder(), 'workspace');
  cpSync(join(folder, name, 'workspace'), target, { recursive: true });
  ageFiles(target);
  return target;
}

/** A workspace of manifests with a store in the same folder, as an older library that opens the former leaves them. */
export function copyBoth(files: FixtureName, store: StoreName): string {
  const target = copyFixture(files);
  cpSync(join(folder, store, 'workspace'), target, { recursive: true });
  ageFiles(target);
  return target;
}

/** Changes the database of a store as the library would: through SQLite, which is closed then. */
export function changeStore(workspace: string, change: (database: Database.Database) => void): void {
  const database = new Database(join(workspace, 'store.sqlite'));
  database.pragma('foreign_keys = OFF');
  change(database);
  database.close();
}

/** A chain as `expected.json` of a store describes it. */
export interface ExpectedChain {
  readonly chain_id: string;
  readonly pipeline_id: string;
  readonly model_class: string;
  readonly folds: Readonly<Record<string, string>>;
  readonly shared: Readonly<Record<string, readonly string[]>>;
  readonly branch_path: readonly (number | null)[] | null;
  readonly uses: readonly string[];
}

/** The facts of a store, computed without Stemma and without nirs4all. */
export interface ExpectedStore {
  readonly database: { readonly user_version: number; readonly wal_bytes: number };
  readonly runs: readonly {
    readonly run_id: string;
    readonly name: string;
    readonly status: string;
    readonly native_results: string | null;
  }[];
  readonly pipelines: readonly {
    readonly pipeline_id: string;
    readonly run_id: string;
    readonly name: string;
    readonly dataset: string;
    readonly status: string;
  }[];
  readonly chains: readonly ExpectedChain[];
  readonly artifacts: readonly {
    readonly artifact_id: string;
    readonly path: string;
    readonly sha256: string;
    readonly type: string;
    readonly class: string;
    readonly size_bytes: number;
    readonly used_by: readonly string[];
    readonly file: string;
  }[];
  readonly files: readonly {
    readonly path: string;
    readonly size: number;
    readonly status: 'referenced' | 'unreferenced' | 'foreign';
    readonly why: 'no row' | 'row without chain' | null;
    readonly rows: readonly string[];
  }[];
  readonly native_results: readonly {
    readonly dir: string;
    readonly run_id: string | null;
    readonly status: string;
    readonly bytes: number;
    readonly depends_on: Readonly<Record<string, readonly string[]>>;
  }[];
  readonly missing: readonly string[];
  readonly missing_and_used: readonly string[];
  readonly unknown_ids_named_by_chains: readonly string[];
  readonly ids_used_by_several_pipelines: readonly string[];
  readonly rows_without_chain: readonly string[];
  readonly totals: Readonly<Record<string, number>>;
}

/** Reads the `expected.json` of a store. */
export function storeFacts(name: StoreName): ExpectedStore {
  return JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as ExpectedStore;
}
