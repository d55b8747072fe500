import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const fixturesFolder = join(import.meta.dirname, '..', 'fixtures');

/** The facts of a fixture that these tests use. */
export interface Expected {
  readonly manifests: readonly {
    readonly path: string;
    readonly pipeline_id: string;
    readonly dataset: string;
    readonly name: string;
  }[];
  readonly chains: Readonly<Record<string, string>>;
  readonly files: Readonly<
    Record<
      string,
      {
        readonly sha256: string;
        readonly status: 'referenced' | 'unreferenced' | 'foreign';
        readonly referenced_by?: readonly (readonly [manifest: string, artifactId: string])[];
      }
    >
  >;
}

/** What nirs4all 0.6.2 answers; null for chains that it does not print back. */
export interface ReferenceAnswers {
  readonly chains: readonly {
    readonly path: string;
    readonly hash: string;
    readonly nodes:
      readonly (readonly [number, string, readonly number[], number | null, number | null])[] | null;
    readonly branch0: readonly string[] | null;
  }[];
  readonly extensions: Readonly<Record<string, string>>;
  readonly ids: readonly { readonly id: string; readonly parts: readonly [string, string, number | null] }[];
  readonly fileNames: readonly {
    readonly args: readonly [string, string, string, string];
    readonly name: string;
  }[];
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

const WORKSPACES = [
  'branches-stacking',
  'bundle-and-library',
  'corn',
  'old-layout',
  'orphans',
  'several-datasets',
];

/** The facts of every real workspace. */
export const expectedFacts: readonly Expected[] = WORKSPACES.map(
  (name) => readJson(join(fixturesFolder, name, 'expected.json')) as Expected,
);

/** Answers recorded from the library itself. */
export const referenceAnswers = readJson(
  join(import.meta.dirname, 'reference-answers.json'),
) as ReferenceAnswers;

/** Chain path and hash of every real record that has a chain. */
export const realChains: ReadonlyMap<string, string> = new Map(
  expectedFacts.flatMap((expected) => Object.entries(expected.chains)),
);

/** SHA-256 of a text's UTF-8 bytes. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
