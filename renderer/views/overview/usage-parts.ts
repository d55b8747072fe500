import type { Namer } from '../../../shared/domain/namer.ts';
import type { BesideStored, Usage } from '../../../shared/api/workspace/overview.ts';

/** A part of the bar that says what the bytes are used for. */
export interface UsagePart {
  readonly id: keyof Usage;
  readonly text: string;
  /** What the words mean. */
  readonly meaning: string;
  readonly bytes: number;
  readonly files: number;
}

const TEXTS: readonly (Pick<UsagePart, 'id' | 'text'> & { readonly meaning: (one: string) => string })[] = [
  { id: 'one_pipeline', text: 'used by one pipeline', meaning: () => 'Exactly one pipeline names them' },
  {
    id: 'several_pipelines',
    text: 'used by several pipelines',
    meaning: () => 'Two pipelines or more name them',
  },
  {
    id: 'copies',
    text: 'only in exports or library',
    meaning: () => 'No pipeline names them any more, but an export or the library does',
  },
  {
    id: 'kept',
    text: 'kept by a row alone',
    meaning: () => 'A row of the database names them, and no chain uses it',
  },
  { id: 'orphan', text: 'orphan', meaning: (one) => `No ${one} names them` },
  {
    id: 'undecided',
    text: 'undecided',
    meaning: (one) =>
      `No ${one} that can be read names them, but something that can’t be, or a missing record, may mean them`,
  },
  { id: 'foreign', text: 'foreign', meaning: () => 'Their names are none that nirs4all writes' },
  {
    id: 'recent',
    text: 'recent',
    meaning: (one) => `No ${one} names them yet; a running pipeline may still do so`,
  },
];

/** What all stored files are used for, as far as there are any; parts add up to all. */
export function usageParts(usage: Usage, { one }: Namer): readonly UsagePart[] {
  return TEXTS.map(({ meaning, ...part }) => ({ ...part, meaning: meaning(one), ...usage[part.id] })).filter(
    ({ files }) => files > 0,
  );
}

/** What lies beside the stored files of a database, largest first; nothing for what there is none of. */
export function besideParts(beside: BesideStored): { readonly text: string; readonly bytes: number }[] {
  return [
    { text: 'database', bytes: beside.database },
    { text: 'native results', bytes: beside.native_results },
    { text: 'arrays', bytes: beside.arrays },
    { text: 'logs', bytes: beside.logs },
    { text: 'exports', bytes: beside.exports },
    { text: 'outputs', bytes: beside.outputs },
    { text: 'library', bytes: beside.library },
    { text: 'log of the database', bytes: beside.database_log },
  ]
    .filter(({ bytes }) => bytes > 0)
    .toSorted((one, other) => other.bytes - one.bytes);
}
