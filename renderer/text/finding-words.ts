import type { FindingKind } from '../../shared/domain/finding.ts';

/** What a finding of a kind is called on the row that it is about; null where the row says it anyway. */
export const FINDING_NAMES: Readonly<Record<FindingKind, string | null>> = {
  'number-above-count': 'may be overwritten',
  'pipeline-file': 'parameters unknown',
  'in-trash': null,
  differs: null,
  'other-model': 'model of another',
  'unknown-id': 'id without a row',
  'lost-file': 'lost',
  'never-written': 'never written',
  'no-row': null,
  'unnamed-results': null,
  'dead-run': 'silent for a day',
  'stored-twice': 'stored several times',
};
