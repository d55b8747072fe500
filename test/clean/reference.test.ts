import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, temporaryFolder } from '../cli/support.ts';
import { AT_ONCE } from './cli-support.ts';
import { filesIn } from './support.ts';

/** See `reference/README.md`. */
const REFERENCE = join(import.meta.dirname, 'reference');

type Prediction = readonly number[] | { readonly error: string; readonly message: string };

/** What nirs4all 0.6.2 said after a step. */
interface Answers {
  /** SHA-256 by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly folders: readonly string[];
  readonly pipelines: readonly string[];
  readonly next_number: number;
  readonly disk_file_count: number;
  readonly disk_usage_bytes: number;
  readonly missing: readonly string[];
  readonly predictions: Readonly<Record<string, Prediction>>;
}

interface Step {
  readonly by: 'nobody' | 'library' | 'stemma';
  readonly args?: readonly string[];
  readonly removes?: string;
  /** Bytes in base64 by path. */
  readonly written?: Readonly<Record<string, string>>;
  readonly answers: Answers;
}

/** The state of a workspace as Stemma tells it. */
interface Told {
  readonly totals: { readonly files: number; readonly stored_bytes: number; readonly missing_files: number };
}

const STORIES = ['emptied-folder', 'wanted-again', 'moved-while-reused'] as const;

function stepsOf(story: (typeof STORIES)[number]): readonly Step[] {
  return (JSON.parse(readFileSync(join(REFERENCE, `${story}.json`), 'utf8')) as { steps: Step[] }).steps;
}

/** What is compared: the files of pipelines, and stored files. */
function comparedFiles(workspace: string): string[] {
  return filesIn(workspace).filter((path) => /^(?:runs\/[^/]+\/[^/]+\/|binaries\/)/.test(path));
}

function hashes(workspace: string): Record<string, string> {
  const hash = (path: string): string =>
    createHash('sha256')
      .update(readFileSync(join(workspace, path)))
      .digest('hex');
  return Object.fromEntries(comparedFiles(workspace).map((path) => [path, hash(path)]));
}

function times(workspace: string): Record<string, bigint> {
  return Object.fromEntries(
    comparedFiles(workspace).map((path) => [path, statSync(join(workspace, path), { bigint: true }).mtimeNs]),
  );
}

/** Does to a workspace what the recorded step did, with the core of today in the place of the recorded one. */
async function replay(
  workspace: string,
  { removes, written = {}, args }: Step,
  batch: string,
): Promise<string> {
  if (removes !== undefined) rmSync(join(workspace, removes), { recursive: true });
  for (const [path, bytes] of Object.entries(written)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), Buffer.from(bytes, 'base64'));
  }
  if (args === undefined) return batch;
  const given = args.map((arg) => (arg === 'BATCH' ? batch : arg));
  const { result } = await ask<{ result: { trash_id?: string } | null }>(
    workspace,
    ...given,
    '--apply',
    ...(args[0] === 'clean' ? AT_ONCE : []),
  );
  expect(result).not.toBeNull();
  return result?.trash_id ?? batch;
}

describe('nirs4all 0.6.2 goes on after a clean-up', () => {
  it.each(STORIES)('%s: it was asked of the very bytes that are there today', async (story) => {
    const workspace = join(temporaryFolder(), 'workspace');
    cpSync(join(REFERENCE, 'workspace'), workspace, { recursive: true });
    const before = times(workspace);
    let batch = '';
    for (const step of stepsOf(story)) {
      batch = await replay(workspace, step, batch);
      const { answers } = step;
      expect(hashes(workspace)).toEqual(answers.files);
      const { totals } = await ask<Told>(workspace, 'stats', ...AT_ONCE);
      expect(totals).toMatchObject({
        files: answers.disk_file_count,
        stored_bytes: answers.disk_usage_bytes,
        missing_files: answers.missing.length,
      });
    }
    // What went and came back has the times that it had; what the library wrote anew is not asked.
    if (story === 'emptied-folder') expect(times(workspace)).toMatchObject(before);
  });

  it('an emptied folder is no pipeline any more, but its number stays taken until it comes back', () => {
    const [first, cleaned, next, restored, again] = stepsOf('emptied-folder');
    const folder = cleaned?.args?.at(-1);
    expect(first?.answers.pipelines).toContain(folder);
    expect(cleaned?.answers.pipelines).not.toContain(folder);
    expect(cleaned?.answers.folders).toContain(folder);
    expect(cleaned?.answers.next_number).toBe(first?.answers.next_number);
    // The next run takes the number after it, and writes nothing where the pipeline comes back.
    expect(Object.keys(next?.written ?? {}).filter((path) => path.includes(`/${folder}/`))).toEqual([]);
    expect(restored?.answers.pipelines).toEqual([
      ...(first?.answers.pipelines ?? []),
      next?.answers.pipelines.at(-1),
    ]);
    // Trained once more after undo, it finds all its files, and writes none of them.
    expect(Object.keys(again?.written ?? {}).filter((path) => path.startsWith('binaries/'))).toEqual([]);
  });

  it.each(STORIES)('%s: in the end each model predicts what it did before', (story) => {
    const steps = stepsOf(story);
    const [first, last] = [steps[0]?.answers, steps.at(-1)?.answers];
    expect(last?.missing).toEqual([]);
    expect(last?.predictions).toMatchObject(first?.predictions ?? { none: [] });
    for (const { answers } of steps) expect(answers.predictions['keep']).toEqual(first?.predictions['keep']);
  });

  it('a file in the trash that a run wants is written again, with the same bytes', () => {
    const [first, , cleaned, trained, restored] = stepsOf('wanted-again');
    const gone = Object.keys(first?.answers.files ?? {}).filter(
      (path) => path.startsWith('binaries/') && cleaned?.answers.files[path] === undefined,
    );
    expect(gone.length).toBeGreaterThan(0);
    for (const path of gone) expect(trained?.answers.files[path]).toBe(first?.answers.files[path]);
    expect(restored?.answers).toEqual(trained?.answers);
  });

  it('a file that was moved while a run relied on it comes back when it is asked for', () => {
    const [, , , , trained, restored] = stepsOf('moved-while-reused');
    expect(trained?.answers.missing.length).toBeGreaterThan(0);
    expect(trained?.answers.predictions['ridge']).toHaveProperty('error');
    expect(restored?.answers.missing).toEqual([]);
  });
});
