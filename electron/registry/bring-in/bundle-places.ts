import { foldName } from '../../../shared/format/fold-name.ts';
import type { Site } from '../change/site.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { bringing } from '../layouts/layouts.ts';

/** Numbers that are tried for a free name, at most. */
const MOST_NAMES = 1000;

/** Chooses where bundles go, each beside what is there and those that were placed before it. */
export class BundlePlaces {
  readonly #site: Site;
  readonly #taken = new Set<string>();

  constructor(site: Site) {
    this.#site = site;
  }

  /** Whether something lies, or will lie, in the place of a bundle's own name. */
  isTaken(name: string): boolean {
    return this.#isUsed(bringing.bundlePlace(name));
  }

  /** The place of its own name, or one beside what has that. */
  choose(name: string): WorkspacePath {
    const [, stem = name, end = ''] = /^(.*?)((?:\.n4a)(?:\.py)?)$/is.exec(name) ?? [];
    let place = bringing.bundlePlace(name);
    for (let number = 2; number < MOST_NAMES && this.#isUsed(place); number += 1)
      place = bringing.bundlePlace(`${stem}_${number}${end}`);
    return place;
  }

  /** What is chosen now is taken for those that come. */
  take(place: WorkspacePath): void {
    this.#taken.add(foldName(place));
  }

  #isUsed(place: WorkspacePath): boolean {
    const { fs, root } = this.#site;
    return this.#taken.has(foldName(place)) || fs.lstat(systemPath(root, place)).ok;
  }
}
