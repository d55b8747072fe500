import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { checkBareName } from '../../../shared/format/bare-name.ts';
import { foldName } from '../../../shared/format/fold-name.ts';
import type { Site } from '../change/site.ts';
import type { FileError } from '../files/file-system.ts';
import { folderNames, type FolderNames } from '../files/folder-names.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { isCleanPath } from '../files/trust.ts';
import type { NamesOfRun } from '../layouts/bringing.ts';
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

/** A run's folder: what lay there when it was first asked for, and what was chosen since. */
interface Run {
  readonly names: NamesOfRun;
  /** The folders that lay there, by their folded names; such names of what else did; such of folders that were chosen. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  readonly others: ReadonlySet<string>;
  readonly chosen: Set<string>;
}

function runOf(listed: FolderNames): Run {
  const folders = new Map<string, string[]>();
  for (const name of listed.folders) {
    const folded = foldName(name);
    folders.set(folded, [...(folders.get(folded) ?? []), name]);
  }
  const others = new Set(listed.others.map(foldName));
  return { names: bringing.namesOfRun(listed), folders, others, chosen: new Set() };
}

/** Chooses folders for pipelines, each beside those that it chose before. */
export class Targets {
  readonly #site: Site;
  readonly #runs = new Map<WorkspacePath, Result<Run, FileError>>();

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
    const runFolder = `${rules.runs}/${run}`;
    const looked = this.#run(runFolder);
    if (!looked.ok) return fail(`its run can't be looked into: ${plainWords(looked.error)}`);
    const { names, folders, others, chosen } = looked.value;
    const folded = foldName(name);
    const isTaken =
      chosen.has(folded) ||
      others.has(folded) ||
      folders.get(folded)?.every((same) => this.#isEmpty(`${runFolder}/${same}`, isOurs)) === false;
    if (isTaken && !beside) return ok({ folder: `${runFolder}/${name}`, isTaken, isRenumbered: false });
    const isRenumbered = isTaken || !names.keeps(name);
    const own = isRenumbered ? names.free(name) : name;
    names.add(own);
    chosen.add(foldName(own));
    return ok({ folder: `${runFolder}/${own}`, isTaken, isRenumbered });
  }

  #run(path: WorkspacePath): Result<Run, FileError> {
    let run = this.#runs.get(path);
    if (run === undefined) {
      const { fs, root } = this.#site;
      const listed = folderNames(fs, root, path);
      run = listed.ok ? ok(runOf(listed.value)) : listed;
      this.#runs.set(path, run);
    }
    return run;
  }

  /** A pipeline that was deleted leaves its folder, and an import that was cut off some of the files that are brought again. */
  #isEmpty(folder: WorkspacePath, isOurs: (path: WorkspacePath) => boolean): boolean {
    const listed = this.#site.fs.list(systemPath(this.#site.root, folder));
    return (
      listed.ok && listed.value.every(({ name, kind }) => kind === 'file' && isOurs(`${folder}/${name}`))
    );
  }
}
