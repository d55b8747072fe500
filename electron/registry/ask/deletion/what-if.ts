import type { FileTotals } from '../../../../shared/api/numbers.ts';
import type { WhatIf, Keepers } from '../../../../shared/api/deletion/what-if.ts';
import { allTuples, firstRow } from '../../index/database.ts';
import { MANIFEST_KINDS } from '../../index/write-manifest.ts';
import { breaksInSlices } from './impact.ts';
import { eachSlot, ledgerOf, type Ledger, type ViewContext } from '../../columns/columns.ts';
import { slotOf } from '../../index/slot-of.ts';
import type { Slices } from '../../columns/slices.ts';
import { recordsByFile } from '../../columns/sums.ts';

/** Where a copy of a manifest may lie. */
const COPY_KINDS = ['library', 'export', 'other'] as const;

/** What is to go: pipelines, and stored files besides those that only the pipelines use, by their numbers in the index. */
export interface Going {
  readonly manifests: readonly number[];
  readonly files: readonly number[];
}

/** The stored files of a selection, by what becomes of them: slots of the ledger. */
interface Files {
  /** Only the selection uses them, or they were named. */
  readonly exclusive: readonly number[];
  readonly shared: readonly number[];
  /** Other pipelines and copies that use shared files: slots of their manifests. */
  readonly others: ReadonlySet<number>;
}

function* filesOf(ledger: Ledger, isGoing: Uint8Array, named: ReadonlySet<number>): Slices<Files> {
  const { start, record } = yield* recordsByFile(ledger);
  const { files, records, uses } = ledger;
  const exclusive: number[] = [];
  const shared: number[] = [];
  const others = new Set<number>();
  yield* eachSlot(files.count, (file) => {
    if (files.alias[file] === 1) return;
    const to = start[file + 1] ?? 0;
    let own = 0;
    for (let place = start[file] ?? 0; place < to; place += 1) {
      own += isGoing[records.manifest[record[place] ?? 0] ?? 0] ?? 0;
    }
    if (named.has(file) || (own > 0 && own === uses[file])) exclusive.push(file);
    else if (own > 0) {
      shared.push(file);
      for (let place = start[file] ?? 0; place < to; place += 1) {
        const manifest = records.manifest[record[place] ?? 0] ?? 0;
        if (isGoing[manifest] === 0) others.add(manifest);
      }
    }
  });
  return { exclusive, shared, others };
}

/** Files asked about in one go. */
const CHUNK = 2000;

/** Those of some files that a record whose file is missing may mean: they stay. */
function* claimedAmong({ index }: ViewContext, ids: readonly number[]): Slices<Set<number>> {
  const claimed = new Set<number>();
  for (let from = 0; from < ids.length; from += CHUNK) {
    const rows = allTuples<[number]>(
      index,
      'SELECT u.file_id FROM json_each(:ids) j CROSS JOIN file_use u ON u.file_id = j.value WHERE u.claimed = 1',
      { ids: JSON.stringify(ids.slice(from, from + CHUNK)) },
    );
    for (const [id] of rows) claimed.add(id);
    yield 'more';
  }
  return claimed;
}

function totalsOf({ files }: Ledger, slots: readonly number[]): FileTotals {
  return { files: slots.length, bytes: slots.reduce((sum, slot) => sum + (files.size[slot] ?? 0), 0) };
}

/** Of manifests that keep files, by their places as the index numbers them. */
export function keepersAt(numbers: readonly number[]): Keepers {
  const kinds = numbers.map((kind) => MANIFEST_KINDS[kind]);
  return {
    pipelines: kinds.filter((kind) => kind === 'run').length,
    copies: COPY_KINDS.filter((kind) => kinds.includes(kind)),
  };
}

/** What deleting a selection together would do, as the index has it. */
export function* whatIf(context: ViewContext, { manifests, files: named }: Going): Slices<WhatIf> {
  const { index } = context;
  const ledger = yield* ledgerOf(context);
  const going = new Set(manifests);
  const isGoing = Uint8Array.from(ledger.manifests, ({ id }) => (going.has(id) ? 1 : 0));
  const namedSlots = new Set(named.map((id) => slotOf(ledger.files.id, id)));
  const { exclusive, shared, others } = yield* filesOf(ledger, isGoing, namedSlots);
  const idOf = (slot: number): number => ledger.files.id[slot] ?? 0;
  const odd = exclusive.filter((slot) => ledger.files.frees[slot] !== 1);
  const claimed = yield* claimedAmong(context, odd.map(idOf));
  const isClaimed = (slot: number): boolean => claimed.has(idOf(slot));
  const leaving = exclusive.filter((slot) => ledger.files.frees[slot] === 1 || !isClaimed(slot));
  const breaks = yield* breaksInSlices(index, manifests, leaving.map(idOf));
  const folder = firstRow<{ bytes: number }>(
    index,
    `SELECT coalesce(sum(m.folder_bytes), 0) AS bytes FROM json_each(:manifests) j CROSS JOIN manifest m ON m.id = j.value`,
    { manifests: JSON.stringify(manifests) },
  );
  return {
    pipelines: manifests.length,
    frees: totalsOf(
      ledger,
      leaving.filter((slot) => ledger.files.frees[slot] === 1),
    ),
    folder_bytes: folder?.bytes ?? 0,
    stays: {
      ...totalsOf(ledger, [...shared, ...odd.filter(isClaimed)]),
      ...keepersAt([...others].map((slot) => ledger.manifests[slot]?.kind ?? -1)),
    },
    frees_nothing: totalsOf(
      ledger,
      odd.filter((slot) => !isClaimed(slot)),
    ),
    breaks: { artifacts: breaks.length, pipelines: new Set(breaks.map(({ manifest }) => manifest)).size },
  };
}
