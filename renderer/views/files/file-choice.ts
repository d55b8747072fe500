import type { FileQuery, FileSort } from '../../../shared/api/records/file-list.ts';
import { FILE_STATES, type FileState } from '../../../shared/domain/states.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { Sorting } from '../../kit/grid/column.ts';
import { readSortingText } from '../../kit/grid/sorting-text.ts';
import { typeLabel } from '../../kit/type-mark.tsx';
import { datasetName } from '../../text/dataset-name.ts';
import type { OwnChoices } from '../../state/route/place.ts';

/** Choices of the view of files, by their names in the address; all of them narrow the list. */
const NARROWING = ['fdataset', 'fstate', 'ftype', 'fclass', 'fpipeline', 'fusers'] as const;

/** The orders of the columns. */
export const FILE_SORTS: Readonly<Record<string, FileSort>> = {
  file: 'path',
  state: 'status',
  users: 'references',
  dataset: 'dataset',
  size: 'size_bytes',
  age: 'mtime',
};

const LARGEST: Sorting = { column: 'size', descending: true };

/** Reads the order from the address. The largest files come first by themselves. */
export function readFilesSorting(text: string | undefined): Sorting {
  return readSortingText(text, (column) => Object.hasOwn(FILE_SORTS, column)) ?? LARGEST;
}

/** Reads the states that the address names. */
export function readFileStates(own: OwnChoices): readonly FileState[] {
  const named = (own['fstate'] ?? '').split(',');
  return FILE_STATES.filter((state) => named.includes(state));
}

/** The conditions that the address says, besides dataset and text. */
export function fileConditions(own: OwnChoices): FileQuery {
  const states = readFileStates(own);
  const { fdataset: dataset, ftype: type, fclass: className, fpipeline: manifest, fusers: users } = own;
  return {
    ...(dataset === undefined ? {} : { dataset }),
    ...(states.length === 0 ? {} : { states }),
    ...(type === undefined ? {} : { type }),
    ...(className === undefined ? {} : { class: className }),
    ...(manifest === undefined ? {} : { manifest }),
    ...(users === 'several' || users === 'copies' ? { users } : {}),
  };
}

/** The choices that make these conditions, in place of all others: to lead here. */
export function filesOwn(query: Omit<FileQuery, 'text'>): Readonly<Record<string, string | null>> {
  return {
    show: 'files',
    fdataset: query.dataset ?? null,
    fstate: query.states === undefined ? null : query.states.join(','),
    ftype: query.type ?? null,
    fclass: query.class ?? null,
    fpipeline: query.manifest ?? null,
    fusers: query.users ?? null,
  };
}

/** No conditions, as the address says it. */
export const NO_CONDITIONS: Readonly<Record<string, null>> = Object.fromEntries(
  NARROWING.map((name) => [name, null]),
);

/** A condition as a chip says it, and what takes it away. */
export interface ConditionChip {
  readonly text: string;
  readonly without: Readonly<Record<string, string | null>>;
}

/** The conditions of the address as chips. */
export function conditionChips(own: OwnChoices): readonly ConditionChip[] {
  const states = readFileStates(own);
  const { fdataset: dataset, ftype: type, fclass: className, fpipeline: manifest, fusers: users } = own;
  return [
    ...(dataset === undefined
      ? []
      : [{ text: `dataset: ${datasetName(dataset)}`, without: { fdataset: null } }]),
    ...states.map((state) => ({
      text: `state: ${state}`,
      without: { fstate: states.filter((one) => one !== state).join(',') || null },
    })),
    ...(type === undefined ? [] : [{ text: `type: ${typeLabel(type)}`, without: { ftype: null } }]),
    ...(className === undefined
      ? []
      : [{ text: `class: ${escapeForTerminal(className) || 'unknown'}`, without: { fclass: null } }]),
    ...(manifest === undefined
      ? []
      : [{ text: `only in ${escapeForTerminal(manifest)}`, without: { fpipeline: null } }]),
    ...(users === 'several' ? [{ text: 'used by several pipelines', without: { fusers: null } }] : []),
    ...(users === 'copies' ? [{ text: 'only in exports or library', without: { fusers: null } }] : []),
  ];
}
