import type { FileState } from '../../../../shared/domain/states.ts';
import type { QueryContext } from '../../state/context.ts';
import { filesOfRecord, shownFile } from '../files/files.ts';
import type { Found } from '../find/find.ts';
import { dependentsNeeding } from './dependents.ts';
import { recordsNaming, type NamingRecord } from './manifests-naming-file.ts';
import { idOrKey, shownRecord } from '../records/record.ts';

/** A record because of which a file may not go. */
export interface Keeper extends Omit<NamingRecord, 'id' | 'run'> {
  /** Ids of the records that need this one, inferred needs included. */
  readonly needed_by: readonly string[];
}

/** Why one file is kept, or that nothing keeps it. */
export interface Reasons {
  readonly file: string | null;
  readonly status: FileState | 'missing' | 'unknown';
  readonly kept_by: readonly Keeper[];
}

/** The records that keep a file, those of primary manifests first. */
export function keepersOf({ index }: QueryContext, file: number): Keeper[] {
  return recordsNaming(index, file).map(({ id, run: _run, ...record }) => ({
    ...record,
    needed_by: dependentsNeeding(index, id).map(({ dependent }) => idOrKey(index, dependent)),
  }));
}

/** Why each file is kept that a name was found to mean; for a record whose file is missing, that it is. */
export function whyKept(context: QueryContext, found: Found): Reasons[] {
  const { index } = context;
  const files = new Set(found.files);
  const missing: Reasons[] = [];
  for (const record of found.records) {
    const [file] = filesOfRecord(index, record);
    if (file !== undefined) files.add(file);
    else {
      const { file: path, file_status: state } = shownRecord(index, record);
      missing.push({ file: path, status: state === 'unknown' ? state : 'missing', kept_by: [] });
    }
  }
  const kept = [...files].map((id): Reasons => {
    const { path, status } = shownFile(context, id);
    return { file: path, status, kept_by: keepersOf(context, id) };
  });
  return [...kept, ...missing];
}
