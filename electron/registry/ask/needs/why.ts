import type { FileState } from '../../../../shared/domain/states.ts';
import type { QueryContext } from '../../state/context.ts';
import { filesOfRecord, shownFile } from '../files/files.ts';
import type { Found } from '../find/find.ts';
import { dependentsNeeding } from './dependents.ts';
import { namingRecord, recordsNaming, type NamingRecord } from './manifests-naming-file.ts';
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

function keeper({ index }: QueryContext, { id, run: _run, ...record }: NamingRecord): Keeper {
  return {
    ...record,
    needed_by: dependentsNeeding(index, id).map(({ dependent }) => idOrKey(index, dependent)),
  };
}

/** The records that keep a file, those of primary manifests first. */
export function keepersOf(context: QueryContext, file: number): Keeper[] {
  return recordsNaming(context.index, file).map((record) => keeper(context, record));
}

/** A model in native results is kept by its own pipeline, whose run names the folder. */
function ofResults(context: QueryContext, record: number, file: string | null): Reasons {
  const own = namingRecord(context.index, record);
  return { file, status: 'referenced', kept_by: own.map((one) => keeper(context, one)) };
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
      if (state === 'present') missing.push(ofResults(context, record, path));
      else missing.push({ file: path, status: state === 'unknown' ? state : 'missing', kept_by: [] });
    }
  }
  const kept = [...files].map((id): Reasons => {
    const { path, status } = shownFile(context, id);
    return { file: path, status, kept_by: keepersOf(context, id) };
  });
  return [...kept, ...missing];
}
