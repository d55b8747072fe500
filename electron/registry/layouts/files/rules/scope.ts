import { foldName } from '../../../../../shared/format/fold-name.ts';
import { datasetHint } from '../../../../../shared/format/run-name.ts';
import { allTuples, type ReadableIndex } from '../../../index/database.ts';
import type { Scope, Scopes } from '../../rules.ts';

/** What is known of the runs and datasets of a workspace, looked up once for all that can't be read. */
export class FilesScopes implements Scopes {
  /** Datasets that readable pipelines name, by the first folder of their run below `runs/`. Null stands for one that names none. */
  readonly #byRun = new Map<string, Set<string | null>>();
  /** Datasets that have a folder of stored files. */
  readonly #stored: readonly string[];

  constructor(index: ReadableIndex) {
    const rows = allTuples<[string, string | null]>(
      index,
      'SELECT DISTINCT run, dataset FROM manifest WHERE is_primary AND state = 0 AND run IS NOT NULL',
    );
    for (const [run, dataset] of rows) {
      const [top = run] = run.split('/', 1);
      const known = this.#byRun.get(top);
      if (known === undefined) this.#byRun.set(top, new Set([dataset]));
      else known.add(dataset);
    }
    this.#stored = allTuples<[string]>(
      index,
      'SELECT DISTINCT dataset FROM folder WHERE run IS NULL AND dataset IS NOT NULL',
    ).map(([dataset]) => dataset);
  }

  /** The datasets of the run that a path lies in: those that its manifests name, and that of the folder's name. */
  #datasetsOf(top: string): readonly (string | null)[] {
    const hint = foldName(datasetHint(top));
    const named = this.#stored.filter((dataset) => {
      const folded = foldName(dataset);
      return folded === hint || folded.startsWith(`${hint}/`);
    });
    return [...(this.#byRun.get(top) ?? []), ...named];
  }

  /**
   * What something below `runs/<run>` may name: files of the datasets of that run. Anything if it lies elsewhere, or nothing
   * tells the datasets.
   */
  ofPath(path: string): Scope {
    const top = runOf(path);
    const datasets = top === null ? [] : this.#datasetsOf(top);
    if (top === null || datasets.length === 0 || datasets.includes(null)) return null;
    return { datasets: [...new Set(datasets.filter((dataset) => dataset !== null))], runs: [top] };
  }

  /**
   * What a manifest may name that names its dataset before it breaks: files of that dataset, if the other manifests of its
   * run or the name of the run's folder say the same. Damage may have hit that line too. Where the dataset has no folder, somebody
   * may have renamed it, and its files lie in another one.
   */
  ofManifest(path: string, named: string | null): Scope {
    const top = runOf(path);
    if (top === null || named === null) return null;
    const folded = foldName(named);
    if (!this.#stored.some((dataset) => foldName(dataset) === folded)) return null;
    const others = [...(this.#byRun.get(top) ?? [])];
    const isSaid =
      foldName(datasetHint(top)) === folded ||
      foldName(datasetHint(path.split('/').slice(1, -2).join('/'))) === folded ||
      others.some((dataset) => dataset !== null && foldName(dataset) === folded);
    return isSaid ? { datasets: [named], runs: [top] } : null;
  }
}

/** The first folder below `runs/` of something inside it; null for anything else. */
function runOf(path: string): string | null {
  const [first, run, inside] = path.split('/', 3);
  return first === 'runs' && run !== undefined && inside !== undefined ? run : null;
}
