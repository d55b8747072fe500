import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testSeed } from '../../build/test-seed.mjs';
import { root } from '../../build/paths.mjs';

/** A file system in memory on Linux: what tests write is synced a thousand times, and each time a disk takes milliseconds. */
const MEMORY = '/dev/shm';

/** Bytes that must be free there; a run takes some hundred megabytes at a time. */
const ENOUGH = 2 * 1024 ** 3;

const NAME = /^stemma-tests-(\d+)-(\d+)$/;

/** Where folders of tests go: STEMMA_TEST_FOLDER, memory where there is enough, else the system's temporary folder. */
export function chooseFolder(
  env: NodeJS.ProcessEnv,
  memory: string = MEMORY,
  enough: number = ENOUGH,
): string {
  const chosen = env['STEMMA_TEST_FOLDER'];
  if (chosen !== undefined && chosen !== '') return realpathSync(chosen);
  try {
    accessSync(memory, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize >= enough) return memory;
  } catch {
    // Other systems have none, and a container may have one that is not ours.
  }
  return realpathSync(tmpdir());
}

/** Processes of other containers have numbers of their own, though they may share the folder. */
function processSpace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's, and alive.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** What can't be removed, such as a disk that is still mounted there, is in nobody's way. */
function removeLeft(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    process.stderr.write(`A folder of earlier tests stays: ${String(error)}\n`);
  }
}

/** Removes what runs left that were killed: folders of this user whose process is gone. */
export function sweep(parent: string, space: string = processSpace()): void {
  for (const name of readdirSync(parent)) {
    const [, of, pid] = NAME.exec(name) ?? [];
    if (of !== space || isAlive(Number(pid))) continue;
    const path = join(parent, name);
    const found = lstatSync(path, { throwIfNoEntry: false });
    const isOurs = process.getuid === undefined || found?.uid === process.getuid();
    if (found?.isDirectory() === true && isOurs) removeLeft(path);
  }
}

/** Makes the folder of this run, and says which seed it draws from. Processes that tests start use the folder too. */
export async function setup(): Promise<() => void> {
  const parent = chooseFolder(process.env);
  sweep(parent);
  const folder = join(parent, `stemma-tests-${processSpace()}-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Node asks for the first on Unix, and for the others on Windows.
  const names = ['TMPDIR', 'TEMP', 'TMP'] as const;
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of names) process.env[name] = folder;
  const { seed, origin } = await testSeed(root);
  process.env['STEMMA_TEST_SEED'] = String(seed);
  process.stdout.write(`Seed of the property tests: ${seed} (${origin}). Folders of tests: ${parent}\n`);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    remove(folder);
  };
}

/** A program that a test started may still write while it ends; what stays then is swept by the next run. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  } catch (error) {
    process.stderr.write(`${folder} could not be removed yet: ${String(error)}\n`);
  }
}
