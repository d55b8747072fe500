import { basename, dirname, sep } from 'node:path';
import type { GivenSource } from '../../registry/bring-in/given-source.ts';
import { bringing } from '../../registry/layouts/layouts.ts';
import { nodeFileSystem } from '../../registry/files/file-system.ts';

function resolved(path: string): readonly string[] {
  const real = nodeFileSystem.realPath(path);
  return real.ok ? [path, real.value] : [path];
}

/** How people are told of what lies in a source: by its path below what they named, pipelines by their folders. */
export class ImportNames {
  readonly #roots: readonly string[];
  /** Whether it was sent to a folder of ours, whose name nobody knows. */
  readonly #isSent: boolean;

  constructor({ paths, root }: GivenSource) {
    this.#isSent = root !== null;
    const [only] = paths;
    const around = new Set(paths.map((path) => dirname(path)));
    const [shared] = around;
    const named = root ?? (paths.length === 1 ? only : around.size === 1 ? shared : undefined);
    this.#roots = named === undefined ? [] : resolved(named);
  }

  /** Of a path of this system, or of one in an archive behind the archive's name. */
  of(label: string): string {
    const root = this.#roots.find((each) => label.startsWith(each + sep) || label.startsWith(`${each}/`));
    const below = root === undefined ? label : label.slice(root.length + 1);
    const name = /[^\\/]*$/.exec(below)?.[0] ?? '';
    if (!bringing.isManifestName(name)) return below;
    if (name !== below) return below.slice(0, -name.length - 1);
    // A pipeline's folder that was named itself is called by its name.
    return this.#isSent ? name : basename(dirname(label));
  }

  /** A path below the folder that a drop was sent to, `/` between its parts; null for others. */
  sentTo(path: string): string | null {
    const root = this.#roots.find((each) => path.startsWith(each + sep));
    return root === undefined ? null : path.slice(root.length + 1).replaceAll(sep, '/');
  }
}
