import { basename } from 'node:path/posix';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { checkBareName } from '../../../shared/format/bare-name.ts';
import { foldName } from '../../../shared/format/fold-name.ts';
import type { Site } from '../change/site.ts';
import { folderNames } from '../files/folder-names.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { isCleanPath } from '../files/trust.ts';
import { bringing, bringingRules as rules } from '../layouts/layouts.ts';

/** Why names that a manifest or its folders bring can't be those of folders here; null where they can. */
export function checkFolderPath(path: string): string | null {
  for (const part of path.split('/')) {
    const reason = part === '' ? 'a part of it is empty' : checkBareName(part);
    if (reason !== null) return reason;
  }
  return isCleanPath(path) ? null : 'it leads somewhere else';
}

/** Where a pipeline's folder can go. */
export interface ChosenFolder {
  readonly folder: WorkspacePath;
  /** Whether something lies in its own place: then `folder` is that place, or the one beside it that was asked for. */
  readonly isTaken: boolean;
  readonly isRenumbered: boolean;
}

/** Chooses folders for pipelines, each beside those that it chose before. */
export class Targets {
  readonly #site: Site;
  readonly #chosen = new Set<WorkspacePath>();

  constructor(site: Site) {
    this.#site = site;
  }

  /**
   * The folder of its own name where that is free, and of a number that nirs4all does not come to again; else one with
   * another number, where something else than `isOurs` lies in its place only if `beside` says so. Fails with the reason where the run can't be looked into.
   */
  choose(
    run: string,
    name: string,
    { beside, isOurs }: { readonly beside: boolean; readonly isOurs: (path: WorkspacePath) => boolean },
  ): Result<ChosenFolder, string> {
    const { fs, root } = this.#site;
    const runFolder = `${rules.runs}/${run}`;
    const listed = folderNames(fs, root, runFolder);
    if (!listed.ok) return fail(`its run can't be looked into: ${plainWords(listed.error)}`);
    const here = [...this.#chosen]
      .filter((path) => path.startsWith(`${runFolder}/`))
      .map((path) => basename(path));
    const own = `${runFolder}/${name}`;
    const same = listed.value.folders.find((folder) => foldName(folder) === foldName(name));
    const isTaken =
      here.some((folder) => foldName(folder) === foldName(name)) ||
      listed.value.others.some((other) => foldName(other) === foldName(name)) ||
      (same !== undefined && !this.#isEmpty(`${runFolder}/${same}`, isOurs));
    if (isTaken && !beside) return ok({ folder: own, isTaken, isRenumbered: false });
    const folders = [...listed.value.folders, ...here];
    if (!isTaken && bringing.keepsName(name, folders)) return this.#take(own, false, false);
    const free = rules.freeFolder(this.#site, runFolder, name, this.#chosen);
    if (!free.ok) return fail(`its run can't be looked into: ${plainWords(free.error)}`);
    return this.#take(free.value, isTaken, true);
  }

  #take(folder: WorkspacePath, isTaken: boolean, isRenumbered: boolean): Result<ChosenFolder, string> {
    this.#chosen.add(folder);
    return ok({ folder, isTaken, isRenumbered });
  }

  /** A pipeline that was deleted leaves its folder, and an import that was cut off some of the files that are brought again. */
  #isEmpty(folder: WorkspacePath, isOurs: (path: WorkspacePath) => boolean): boolean {
    const listed = this.#site.fs.list(systemPath(this.#site.root, folder));
    return (
      listed.ok && listed.value.every(({ name, kind }) => kind === 'file' && isOurs(`${folder}/${name}`))
    );
  }
}
