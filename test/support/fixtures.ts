import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ageFiles } from './age-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The real workspaces that `test/fixtures/README.md` describes. */
export const FIXTURES = [
  'corn',
  'branches-stacking',
  'several-datasets',
  'orphans',
  'bundle-and-library',
  'old-layout',
] as const;

/** See {@link FIXTURES}. */
export type FixtureName = (typeof FIXTURES)[number];

const folder = join(import.meta.dirname, '..', 'fixtures');

/** The workspace of a fixture where it lies: only for tests that change nothing. */
export function fixtureWorkspace(name: FixtureName): string {
  return join(folder, name, 'workspace');
}

/** A copy of a fixture's workspace that a test may change, written an hour ago. */
export function copyFixture(name: FixtureName): string {
  const target = join(temporaryFolder(), 'workspace');
  cpSync(fixtureWorkspace(name), target, { recursive: true });
  ageFiles(target);
  return target;
}

/** A manifest as `expected.json` describes it. */
export interface ExpectedManifest {
  readonly path: string;
  readonly pipeline_id: string;
  readonly dataset: string;
  readonly name: string;
  readonly uid: string;
  readonly artifact_count: number;
  readonly schema_version: string | null;
  readonly created_at: string;
  readonly has_execution_traces: boolean;
}

/** A stored file as `expected.json` describes it. */
export interface ExpectedFile {
  readonly size: number;
  readonly sha256: string;
  readonly status: 'referenced' | 'foreign' | 'unreferenced';
  /** Pairs of a manifest and an artifact id. */
  readonly referenced_by: readonly (readonly [string, string])[];
  readonly kept_by_copies?: readonly string[];
}

/** The facts of a fixture, computed without Stemma and without nirs4all; `test/fixtures/README.md` explains them. */
export interface Expected {
  readonly manifests: readonly ExpectedManifest[];
  readonly records: number;
  readonly files: Readonly<Record<string, ExpectedFile>>;
  /** Manifest, artifact id, path. */
  readonly missing: readonly (readonly [string, string, string])[];
  readonly types: Readonly<Record<string, number>>;
  readonly classes: Readonly<Record<string, number>>;
  readonly formats: Readonly<Record<string, number>>;
  readonly folds: Readonly<Record<string, number>>;
  readonly bytes: {
    readonly stored: number;
    readonly referenced: number;
    readonly unreferenced: number;
    readonly foreign: number;
    readonly if_never_deduplicated: number;
  };
  readonly counts: {
    readonly files: number;
    readonly referenced: number;
    readonly unreferenced: number;
    readonly foreign: number;
  };
  readonly folders: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly dependencies: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly unresolved_dependencies: readonly unknown[];
  readonly meta_models: readonly {
    readonly manifest: string;
    readonly artifact_id: string;
    readonly class_name: string;
    readonly chain_path: string;
    readonly source_models: readonly string[];
    readonly feature_columns: readonly string[];
  }[];
  readonly chains: Readonly<Record<string, string>>;
  readonly duplicate_ids: readonly unknown[];
  /** Manifest, name, path. */
  readonly records_without_id: readonly (readonly [string, string, string])[];
  readonly exclusive_bytes_by_pipeline: Readonly<Record<string, number>>;
  readonly other_manifests: readonly {
    readonly path: string;
    readonly pipeline_id: string;
    readonly dataset: string;
    readonly uid: string;
    readonly artifact_count: number;
    readonly refers_to: readonly string[];
    readonly not_found: number;
  }[];
  readonly kept_by_copies_only: readonly string[];
}

/** Reads the `expected.json` of a fixture. */
export function expectedFacts(name: FixtureName): Expected {
  return JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as Expected;
}
