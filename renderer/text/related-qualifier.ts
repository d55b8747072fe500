import type { RelatedRecord } from '../../shared/api/records/relations.ts';

/** `br 0 fold 2`: what tells a record from others of its class. */
export function relatedQualifier({ branch, fold }: Pick<RelatedRecord, 'branch' | 'fold'>): string {
  return [
    ...(branch.length === 0 ? [] : [`br ${branch.join('.')}`]),
    ...(fold === null ? [] : [`fold ${fold}`]),
  ].join(' ');
}
