import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import type { OwnChoices } from '../../state/route/place.ts';

/** What the table is narrowed to, one of many, by names of the address: a class, and the manifest of a pipeline. */
export interface ExactChoices {
  readonly class: string | null;
  readonly pipeline: string | null;
}

/** Names of the address that {@link readExact} reads. */
export const EXACT = ['class', 'pipeline'] as const;

/** Reads them out of the choices that a view keeps in the address. */
export function readExact(own: OwnChoices): ExactChoices {
  return { class: own['class'] ?? null, pipeline: own['pipeline'] ?? null };
}

/** The conditions of the question that they stand for. */
export function exactConditions({ class: name, pipeline }: ExactChoices): RecordQuery {
  return {
    ...(name === null ? {} : { class: name }),
    ...(pipeline === null ? {} : { manifest: pipeline }),
  };
}
