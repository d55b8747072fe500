import type { WayStop } from '../../../../shared/api/chains/way.ts';
import type { FileTotals } from '../../../../shared/api/numbers.ts';
import type { ShownRecord } from '../../../../shared/api/records/records.ts';
import type { QueryContext } from '../../state/context.ts';
import { filesOfRecord } from '../files/files.ts';
import { recordsOfFile, type Found } from '../find/find.ts';
import { recordName, shownRecord, siblingIds, type RecordName } from './record.ts';
import { fileOfRecord, freedBy } from './record-file.ts';
import { wayOfRecord } from '../chains/way.ts';
import { DerivedNeeds } from '../needs/derived-needs.ts';
import { keepersOf, type Keeper } from '../needs/why.ts';

/** A record with what is around it: the answer to `show`. */
export interface RecordDetails extends ShownRecord {
  /** Its other folds. */
  readonly siblings: readonly RecordName[];
  /** The records that keep its file, this one included. */
  readonly kept_by: readonly Keeper[];
  /** What the file would give back if this record alone were gone. */
  readonly frees: FileTotals;
  /** The operators that the data went through, derived from the pipeline's trace and records. */
  readonly way: readonly (readonly WayStop[])[];
  /** What no manifest writes and the way shows: what it was fitted on and what was fitted on it, directly. */
  readonly derived: { readonly needs: readonly RecordName[]; readonly needed_by: readonly RecordName[] };
}

/** The keepers of files that were asked for already, by the files' numbers. */
export type KnownKeepers = Map<number, readonly Keeper[]>;

function keepersOnce(context: QueryContext, file: number, known: KnownKeepers): readonly Keeper[] {
  let keepers = known.get(file);
  if (keepers === undefined) known.set(file, (keepers = keepersOf(context, file)));
  return keepers;
}

/**
 * One record in full.
 *
 * @param known shared by several calls: thousands of records can use one file, and all of them have the same keepers
 * @param needs shared by several calls, so that the way of a pipeline is derived once
 */
export function recordDetails(
  context: QueryContext,
  id: number,
  known: KnownKeepers = new Map(),
  needs: DerivedNeeds = new DerivedNeeds(context.index),
): RecordDetails {
  const { index } = context;
  const [file] = filesOfRecord(index, id);
  return {
    ...shownRecord(index, id),
    siblings: siblingIds(index, id).map((sibling) => recordName(index, sibling)),
    kept_by: file === undefined ? [] : keepersOnce(context, file, known),
    frees: freedBy(index, fileOfRecord(index, id)),
    way: wayOfRecord(index, id),
    derived: {
      needs: needs.needsOf(id).map((other) => recordName(index, other)),
      needed_by: needs.dependentsOf(id).map((other) => recordName(index, other)),
    },
  };
}

/** The records that a name means; of a file, all that name it. */
export function matchingRecords({ index }: QueryContext, found: Found): number[] {
  return [...new Set([...found.records, ...found.files.flatMap((file) => recordsOfFile(index, file))])];
}
