import type { NeedingRecords } from '../../shared/api/records/relations.ts';
import type { RecordDetails } from '../../shared/api/records/record-details.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { isOfNoPipeline } from '../kit/kept-in.ts';
import { fieldText } from '../text/field-text.ts';

/** Said where nothing can be derived, since nothing says where the record stands. */
export function notPlacedText({ record }: RecordDetails): string {
  return isOfNoPipeline(record)
    ? 'Not known: no chain uses it.'
    : 'Not known: where it stands in its pipeline is not written.';
}

/** How many relations are written, how many inferred and how many derived: `1 written, 2 derived`. */
export function basisNote(written: number, inferred: number, derived: number): string {
  if (written + inferred + derived === 0) return '0';
  return [
    ...(written === 0 ? [] : [`${formatCount(written)} written`]),
    ...(inferred === 0 ? [] : [`${formatCount(inferred)} inferred`]),
    ...(derived === 0 ? [] : [`${formatCount(derived)} derived`]),
  ].join(', ');
}

/** How many of some needs are inferred: they come last, so that those that are not listed are as the last one is. */
export function inferredNeeds({ total, records }: NeedingRecords): number {
  const listed = records.filter(({ inferred }) => inferred).length;
  return records.at(-1)?.inferred === true ? listed + total - records.length : listed;
}

/**
 * What is said of a record without dependents: that it has none only where that is known.
 *
 * @param isUseKnown whether all manifests that may name it can be read
 */
export function noDependentsText(details: RecordDetails, isUseKnown: boolean): string {
  if (!isUseKnown) return 'Not known while something can’t be read.';
  if (!details.relations.derived.is_placed) return notPlacedText(details);
  return fieldText(details.record, 'artifact_type') === 'splitter'
    ? 'Nothing takes its output; models were fitted on the folds that it made.'
    : 'Nothing depends on it.';
}
