import { dirname, sep } from 'node:path';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { mountOf } from '../files/mounts.ts';
import { isCleanPath } from '../files/trust.ts';
import { trashPath } from './batch.ts';
import type { Site } from './site.ts';

/** Why a file can't be moved into the trash, whatever it is. */
export type Unmovable = 'device' | 'mount' | 'too-long' | 'odd-name';

/**
 * The longest path in bytes that the system takes: with the NUL at its end Linux takes 4,096 and macOS 1,024. Windows is asked by
 * long paths, which end nowhere near.
 */
const LONGEST: ReadonlyMap<string, number> = new Map([
  ['linux', 4095],
  ['darwin', 1023],
]);

/** How long the id of a batch is: `20261124T091530Z-d4c1a0`. */
const ID_LENGTH = 23;

/**
 * Whether files can be moved into the trash, before anything is: it must lie on the same disk, behind the same mount, and the path
 * must fit.
 */
export class Movable {
  readonly #site: Site;
  readonly #device: bigint | null;
  readonly #points: readonly string[];
  readonly #single: ReadonlySet<string>;
  readonly #mounts = new Map<string, string | null>();
  readonly #home: string | null;
  /** A path in the trash is longer by so many bytes. */
  readonly #prefix: number;
  readonly #longest: number;

  constructor(site: Site) {
    const { fs, root, own, trash } = site;
    this.#site = site;
    // What is not made yet comes to lie where the folder around it does.
    const home = [trash, own, root].map((path) => fs.stat(path)).find((stamp) => stamp.ok);
    this.#device = home?.ok === true ? home.value.device : null;
    this.#points = fs.mountPoints();
    this.#single = new Set(this.#points);
    this.#home = mountOf(this.#points, trash);
    this.#prefix = Buffer.byteLength(trashPath(site, '0'.repeat(ID_LENGTH), '')) + sep.length;
    this.#longest = LONGEST.get(process.platform) ?? Number.POSITIVE_INFINITY;
  }

  /** The mount of a file; those of one folder have that of the folder, but for single files that are mounted themselves. */
  #mountOf(path: WorkspacePath): string | null {
    const file = systemPath(this.#site.root, path);
    if (this.#single.has(file)) return file;
    const folder = dirname(file);
    let mount = this.#mounts.get(folder);
    if (mount === undefined) {
      mount = mountOf(this.#points, folder);
      this.#mounts.set(folder, mount);
    }
    return mount;
  }

  /** What is in the way of moving the file; null where nothing is. Links are for the caller to know. */
  obstacle(path: WorkspacePath, device: bigint): Unmovable | null {
    if (!isCleanPath(path)) return 'odd-name';
    if (device !== this.#device) return 'device';
    if (this.#mountOf(path) !== this.#home) return 'mount';
    return this.#prefix + Buffer.byteLength(path) > this.#longest ? 'too-long' : null;
  }
}
