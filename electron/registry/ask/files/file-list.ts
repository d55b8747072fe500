import type { FilePage, FileQuery, FileSort } from '../../../../shared/api/records/file-list.ts';
import { FILE_STATES, type FileState } from '../../../../shared/domain/states.ts';
import { searchWords } from '../../../../shared/text/search-words.ts';
import { allTuples } from '../../index/database.ts';
import { columnsOf, eachPage, eachSlot, type ViewContext } from '../../columns/columns.ts';
import { fileKeys, filePlaces, fileStates, stateKey } from '../../columns/file-keys.ts';
import { fileDatasets, fileUsers } from '../../columns/file-users.ts';
import type { Slices } from '../../columns/slices.ts';
import { orderedByKey } from '../../columns/sorted.ts';
import { recordsByFile } from '../../columns/sums.ts';
import { shownFiles } from './files.ts';

/** Which part of the list, in which order. */
export interface FilePart {
  readonly sort: FileSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** All files in ascending order, as slots; those that compare alike by their path. */
function* inOrder(context: ViewContext, sort: FileSort): Slices<Int32Array> {
  const places = yield* filePlaces(context);
  const byPath = yield* context.memo.base('files by path', () => orderedByKey(places));
  if (sort === 'path') return byPath;
  const keys = yield* fileKeys(context, sort);
  // Sorting keeps what compares alike as it is: the keys are taken in the order of the paths.
  const order = yield* orderedByKey(Float64Array.from(byPath, (slot) => keys[slot] ?? 0));
  return order.map((place) => byPath[place] ?? 0);
}

/** Marks the files whose paths hold all words. */
function* pathsWith(context: ViewContext, count: number, text: string): Slices<Uint8Array> {
  const words = searchWords(text.toLowerCase());
  const mask = new Uint8Array(count);
  const folders = new Map(
    allTuples<[number, string]>(context.index, 'SELECT id, path FROM folder').map(([id, path]) => [
      id,
      `${path.toLowerCase()}/`,
    ]),
  );
  let slot = 0;
  yield* eachPage<readonly [number, number, string]>(
    context.index,
    'SELECT id, folder_id, name FROM file WHERE id > :after ORDER BY id LIMIT :limit',
    (rows) => {
      for (const [, folder, name] of rows) {
        const path = (folders.get(folder) ?? '') + name.toLowerCase();
        mask[slot] = words.every((word) => path.includes(word)) ? 1 : 0;
        slot += 1;
      }
    },
  );
  return mask;
}

/** The numbers of the dictionary's texts that are a text: one, or none. */
function textNumber({ index }: ViewContext, text: string): number {
  return allTuples<[number]>(index, 'SELECT id FROM dictionary WHERE text = :text', { text })[0]?.[0] ?? -1;
}

/** Tells of each file whether its users are those that a filter wants. */
function* usersTest(
  context: ViewContext,
  { type, class: className, manifest, users: wanted }: FileQuery,
): Slices<((file: number) => boolean) | null> {
  if (type === undefined && className === undefined && manifest === undefined && wanted === undefined)
    return null;
  const columns = yield* columnsOf(context);
  const { records, files, uses, manifests } = columns;
  const usersOf = fileUsers(columns, yield* recordsByFile(columns));
  const typeNumber = type === undefined ? null : textNumber(context, type);
  const classNumber = className === undefined ? null : textNumber(context, className);
  const pipeline = manifest === undefined ? null : manifests.findIndex(({ path }) => path === manifest);
  return (file) => {
    if (uses[file] === 0 || files.alias[file] === 1) return false;
    const { record, pipeline: only } = usersOf(file);
    if (wanted === 'copies') return record < 0;
    if (record < 0) return false;
    if (typeNumber !== null && records.type[record] !== typeNumber) return false;
    if (classNumber !== null && records.class[record] !== classNumber) return false;
    if (wanted === 'several' && only >= 0) return false;
    return pipeline === null || only === pipeline;
  };
}

/** A list in its order, with its sums. */
interface Listed extends Omit<FilePage, 'files'> {
  /** Slots, ascending. */
  readonly slots: Int32Array;
}

function noTotals(): Record<FileState, { files: number; bytes: number }> {
  const none = (): { files: number; bytes: number } => ({ files: 0, bytes: 0 });
  return {
    referenced: none(),
    kept: none(),
    foreign: none(),
    recent: none(),
    undecided: none(),
    orphan: none(),
  };
}

function* listed(context: ViewContext, query: FileQuery, sort: FileSort): Slices<Listed> {
  const { files } = yield* columnsOf(context);
  const states = yield* fileStates(context);
  const order = yield* inOrder(context, sort);
  const { dataset, text = '' } = query;
  const datasetOf = yield* fileDatasets(context);
  const isOfUsers = yield* usersTest(context, query);
  const hasWords =
    text.trim() === ''
      ? null
      : yield* context.memo.answer(`file paths ${text}`, () => pathsWith(context, files.count, text));
  const wanted =
    query.states === undefined || query.states.length === 0 ? null : new Set<FileState>(query.states);
  const totals = noTotals();
  const slots: number[] = [];
  const total = { files: 0, bytes: 0 };
  yield* eachSlot(order.length, (at) => {
    const file = order[at] ?? 0;
    if (dataset !== undefined && (datasetOf(file) ?? '') !== dataset) return;
    if (hasWords !== null && hasWords[file] !== 1) return;
    if (isOfUsers !== null && !isOfUsers(file)) return;
    const state = FILE_STATES[states[file] ?? 0] ?? 'referenced';
    // Another name of a file that is counted elsewhere takes no bytes.
    const sums =
      files.alias[file] === 1
        ? []
        : [totals[state], ...(wanted === null || wanted.has(state) ? [total] : [])];
    for (const sum of sums) {
      sum.files += 1;
      sum.bytes += files.size[file] ?? 0;
    }
    if (wanted === null || wanted.has(state)) slots.push(file);
  });
  return { slots: Int32Array.from(slots), rows: slots.length, total, states: totals };
}

/** A part of the stored files that a filter wants, referenced or not, with the sums of all of them. */
export function* fileList(
  context: ViewContext,
  query: FileQuery,
  { sort, descending, offset, limit }: FilePart,
): Slices<FilePage> {
  const key = `files ${sort} ${JSON.stringify(query)} ${stateKey(context)}`;
  const { slots, ...sums } = yield* context.memo.answer(key, () => listed(context, query, sort));
  const { files } = yield* columnsOf(context);
  const end = Math.min(slots.length, offset + limit);
  const part = descending
    ? slots.slice(slots.length - end, Math.max(0, slots.length - offset)).toReversed()
    : slots.slice(offset, end);
  const ids = Array.from(part, (slot) => files.id[slot] ?? 0);
  return { files: shownFiles(context, ids), ...sums };
}
