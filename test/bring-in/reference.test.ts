import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestsToExport } from '../../electron/registry/bring-in/export-items.ts';
import { gatherOutgoing } from '../../electron/registry/bring-in/outgoing.ts';
import { register } from '../../electron/registry/bring-in/register.ts';
import { writeFolder } from '../../electron/registry/bring-in/write-outgoing.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { readYaml } from '../../electron/registry/yaml/read-yaml.ts';
import { writableNodeFileSystem as fs } from '../../electron/registry/files/writable-file-system.ts';
import { cleaningOf, drive, filesIn, sure } from '../clean/support.ts';
import { scanAll } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { imported, planned } from './support.ts';

/** See `reference/README.md`. */
const REFERENCE = join(import.meta.dirname, 'reference');

type Prediction = readonly number[] | { readonly error: string; readonly message: string };

/** What nirs4all 0.6.2 said of a workspace. */
interface Answers {
  /** SHA-256 by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly next_number: number;
  readonly predictions: Readonly<Record<string, Prediction>>;
}

interface Told {
  readonly trained: Answers;
  readonly imported: Answers;
  readonly packed: Answers;
  readonly derived: Answers;
  readonly lacking: Answers & { readonly lost: string };
  readonly next: Answers & {
    /** Bytes in base64 by path. */
    readonly written: Readonly<Record<string, string>>;
    readonly overwritten: readonly string[];
  };
  readonly registered: Answers & {
    readonly file: string;
    readonly manifest: string;
    readonly id: string;
    readonly stored: string;
    readonly said: readonly number[];
    readonly says: readonly number[];
  };
}

const told = JSON.parse(readFileSync(join(REFERENCE, 'answers.json'), 'utf8')) as Told;

/** A copy of the workspace that the library trained in. */
function trained(): string {
  const root = join(temporaryFolder(), 'source');
  cpSync(join(REFERENCE, 'workspace'), root, { recursive: true });
  return root;
}

function fresh(): string {
  const root = join(temporaryFolder(), 'workspace');
  for (const folder of ['runs', 'binaries']) mkdirSync(join(root, folder), { recursive: true });
  return root;
}

/** The files that are compared, by their hashes. */
function hashes(root: string): Record<string, string> {
  const compared = filesIn(root).filter((path) => /^(?:runs\/[^/]+\/[^/]+\/|binaries\/)/.test(path));
  const hash = (path: string): string =>
    createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex');
  return Object.fromEntries(compared.map((path) => [path, hash(path)]));
}

function bring(source: string): string {
  const root = fresh();
  expect(sure(imported(cleaningOf(root), source, { withoutMissing: true })).skipped).toEqual([]);
  return root;
}

/** The workspace after the library's next run, as it was recorded. */
function afterNextRun(): string {
  const root = bring(join(trained(), 'runs/rye'));
  for (const [path, bytes] of Object.entries(told.next.written)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), Buffer.from(bytes, 'base64'));
  }
  return root;
}

describe('nirs4all 0.6.2', () => {
  it('predicts the same with a pipeline that was brought in as where it was trained', () => {
    expect(told.imported.predictions).toEqual(told.trained.predictions);
    expect(told.packed.predictions).toEqual(told.trained.predictions);
    expect(told.derived.predictions).toEqual(told.trained.predictions);
    for (const values of Object.values(told.trained.predictions)) expect(values).toHaveLength(8);
    expect(hashes(bring(join(trained(), 'runs/rye')))).toEqual(told.imported.files);
  });

  it('does so with what went through an archive', () => {
    const source = cleaningOf(trained());
    scanAll(source.workspace);
    const out = drive(gatherOutgoing(source.site, manifestsToExport(source.workspace.index, null)));
    if (!out.ok) throw new Error(out.error.reason);
    const folder = join(temporaryFolder(), 'out');
    expect(drive(writeFolder(fs, folder, out.value.files, 'x', NEVER)).ok).toBe(true);
    expect(hashes(bring(folder))).toEqual(told.packed.files);
  });

  it('does so with a pipeline.json that was made from the manifest', () => {
    const source = trained();
    for (const path of filesIn(source).filter((each) => each.endsWith('pipeline.json')))
      rmSync(join(source, path));
    const root = bring(source);
    expect(hashes(root)).toEqual(told.derived.files);
  });

  it('can not predict with a pipeline of which a fold is missing, and the preview says which', () => {
    const source = trained();
    rmSync(join(source, 'binaries/rye', told.lacking.lost));
    const item = planned(cleaningOf(fresh()), source).items.find(({ notes }) =>
      notes.includes('FILES_MISSING'),
    );
    expect(item?.missingFolds).toEqual([2]);
    expect(hashes(bring(source))).toEqual(told.lacking.files);
    expect(told.lacking.predictions['keep']).not.toEqual(told.trained.predictions['keep']);
    expect(told.lacking.predictions['ridge']).toEqual(told.trained.predictions['ridge']);
  });

  it('overwrites nothing of it with its next run', () => {
    expect(told.next.overwritten).toEqual([]);
    expect(told.imported.next_number).toBe(3);
    const folders = Object.keys(told.next.written).filter((path) => path.endsWith('/manifest.yaml'));
    expect(folders).toEqual([expect.stringMatching(/^runs\/rye\/0003_next_/)]);
    expect(told.next.predictions).toMatchObject(told.trained.predictions);
    expect(hashes(afterNextRun())).toEqual(told.next.files);
  });

  it('loads what was registered, and predicts with it what it predicts', () => {
    const { file, manifest, id, stored, said, says, files, predictions } = told.registered;
    expect(said).toEqual(says);
    expect(predictions).toEqual(told.next.predictions);
    const root = afterNextRun();
    const own = join(temporaryFolder(), 'own.joblib');
    writeFileSync(own, Buffer.from(file, 'base64'));
    const wish = {
      file: own,
      manifest,
      chain: 's9.Ridge',
      last: { step: 9, branchPath: [], source: null, substep: null },
      id: null,
      type: 'model',
      className: 'Ridge',
      format: 'joblib',
      fold: null,
      dependsOn: [],
      params: {},
      metaConfig: null,
      customName: null,
    };
    const cleaning = cleaningOf(root);
    scanAll(cleaning.workspace);
    const done = drive(register(cleaning, wish, true));
    expect(done).toMatchObject({ ok: true, value: { artifact_id: id, path: stored } });
    const mine = hashes(root);
    // The time of the record is another one: all else of the manifest is as the library read it.
    expect({ ...mine, [manifest]: '' }).toEqual({ ...files, [manifest]: '' });
    const read = readYaml(readFileSync(join(root, manifest)));
    expect(read).toMatchObject({
      ok: true,
      value: {
        artifacts: {
          items: expect.arrayContaining([expect.objectContaining({ artifact_id: id })]) as unknown,
        },
      },
    });
  });
});
