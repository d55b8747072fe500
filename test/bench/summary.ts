import { DIGITS, type Content } from './contents.ts';

/** Counts of one dataset, or of the whole workspace. */
export interface Counts {
  /** Manifests under `runs/` and their records; `recordsWithoutId` of them are old-style items. */
  manifests: number;
  records: number;
  recordsWithoutId: number;
  /** Records whose file another record under `runs/` names as well, except one record a file. */
  sharedRecords: number;
  /** Files in `binaries/` and `_binaries/`, whoever names them. */
  files: number;
  storedBytes: number;
  /** Stored files that a manifest under `runs/` names. */
  referencedFiles: number;
  referencedBytes: number;
  /** Stored files that only a copy names. */
  keptByCopiesFiles: number;
  keptByCopiesBytes: number;
  orphanFiles: number;
  orphanBytes: number;
  /** Stored files that nobody names and that a missing record may mean: the digits in their names are its hash's. */
  claimedFiles: number;
  claimedBytes: number;
  /** Files that a manifest under `runs/` names and that aren't there, and the records that name them. */
  missingFiles: number;
  missingRecords: number;
  copies: number;
  copyRecords: number;
}

/** What a scan of a generated workspace must find, counted while it was written. */
export interface Summary extends Counts {
  manifestBytes: number;
  /** Bytes of `execution_traces` in the manifests under `runs/`. */
  traceBytes: number;
  /** Manifests without `execution_traces`: pipelines that failed. */
  failedManifests: number;
  /** Entries of all `depends_on` lists under `runs/`. */
  dependencies: number;
  runFolders: number;
  /** Every manifest on disk, copies included, and their bytes: what a reader must read. */
  manifestFilesOnDisk: number;
  manifestBytesOnDisk: number;
  /** Every file on disk. */
  filesOnDisk: number;
  datasets: Record<string, Counts>;
}

export function emptyCounts(): Counts {
  return {
    manifests: 0,
    records: 0,
    recordsWithoutId: 0,
    sharedRecords: 0,
    files: 0,
    storedBytes: 0,
    referencedFiles: 0,
    referencedBytes: 0,
    keptByCopiesFiles: 0,
    keptByCopiesBytes: 0,
    orphanFiles: 0,
    orphanBytes: 0,
    claimedFiles: 0,
    claimedBytes: 0,
    missingFiles: 0,
    missingRecords: 0,
    copies: 0,
    copyRecords: 0,
  };
}

export function emptySummary(datasets: readonly string[]): Summary {
  return {
    ...emptyCounts(),
    manifestBytes: 0,
    traceBytes: 0,
    failedManifests: 0,
    dependencies: 0,
    runFolders: 0,
    manifestFilesOnDisk: 0,
    manifestBytesOnDisk: 0,
    filesOnDisk: 0,
    datasets: Object.fromEntries(datasets.map((dataset) => [dataset, emptyCounts()])),
  };
}

/** Adds to the workspace's count and to its dataset's. */
export function count(summary: Summary, dataset: string, key: keyof Counts, by = 1): void {
  const own = summary.datasets[dataset];
  if (own === undefined) throw new Error(`There is no dataset ${dataset}.`);
  own[key] += by;
  summary[key] += by;
}

/** What a file is by who names it, and by what missing records may mean. */
function kindOf(
  { runRecords, copyRecords, digits }: Content,
  missing: ReadonlySet<string>,
): 'referenced' | 'keptByCopies' | 'claimed' | 'orphan' {
  if (runRecords > 0) return 'referenced';
  if (copyRecords > 0) return 'keptByCopies';
  return missing.has(digits) ? 'claimed' : 'orphan';
}

/** The digits by which a file could still be one of the contents that are named and missing, in names of either style. */
function missingDigits(contents: readonly Content[]): Set<string> {
  const digits = new Set<string>();
  for (const { stored, runRecords, copyRecords, hash } of contents) {
    if (stored !== null || runRecords + copyRecords === 0) continue;
    for (const length of DIGITS) digits.add(hash.slice(0, length));
  }
  return digits;
}

/** Counts what the files add, once all records that name them are written. */
export function countContents(summary: Summary, contents: readonly Content[]): void {
  const missing = missingDigits(contents);
  for (const content of contents) {
    const add = (key: keyof Counts, by = 1): void => count(summary, content.dataset, key, by);
    if (content.runRecords > 1) add('sharedRecords', content.runRecords - 1);
    if (content.stored === null) {
      if (content.runRecords > 0) add('missingFiles');
      add('missingRecords', content.runRecords);
      continue;
    }
    add('files');
    add('storedBytes', content.stored);
    summary.filesOnDisk += 1;
    const kind = kindOf(content, missing);
    add(`${kind}Files`);
    add(`${kind}Bytes`, content.stored);
  }
}
