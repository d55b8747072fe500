import { CrossIcon, TrashIcon, UndoIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import { keptStates } from '../../kit/kept-state.ts';
import { failureOf } from '../../../shared/api/failure.ts';
import type { TrashBatch } from '../../../shared/api/deletion/trash-parts.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { LockNotice } from '../../flows/deletion/lock-notice.tsx';
import { useCleaning } from '../../flows/deletion/use-cleaning.ts';
import { useUnfinished } from '../../flows/deletion/use-unfinished.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Button, IconButton } from '../../kit/button.tsx';
import type { Checks, Tree } from '../../kit/grid/column.ts';
import { Grid } from '../../kit/grid/grid.tsx';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { EmptyView, ViewHead } from '../../kit/view-head.tsx';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import { plural } from '../../text/plural.ts';
import { readOnlyRefusal } from '../../text/read-only-refusal.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { trashColumns } from './columns.tsx';
import { EmptyDialog } from './empty-dialog.tsx';
import { trashKey, trashRows, type TrashRow } from './trash-rows.ts';
import { useTrashFiles } from './use-trash-files.ts';

const NO_BATCHES: readonly TrashBatch[] = [];

/** Files that are picked, and after which work that was. */
interface Picked {
  readonly turn: number;
  readonly files: ReadonlyMap<
    string,
    { readonly batch: string; readonly path: string; readonly bytes: number }
  >;
}

const NOTHING_PICKED: Picked['files'] = new Map();

const opens = keptStates<ReadonlySet<string>>();
const pageCounts = keptStates<ReadonlyMap<string, number>>();

/** What was moved, by clean-up; from here it goes back, or for good. */
export function TrashView(): ReactElement {
  const { coreQueries } = useConnections();
  const { info } = useWorkspace();
  const { restore, restoreWanted, turn } = useCleaning();
  const { place } = usePlace();
  const [open, setOpen] = opens.useKept(info.id, () => new Set());
  const [pages, setPages] = pageCounts.useKept(info.id, () => new Map());
  const [kept, setKept] = useState<Picked>({ turn, files: NOTHING_PICKED });
  // What was picked before something was moved may be gone since.
  const picked = kept.turn === turn ? kept.files : NOTHING_PICKED;
  const setPicked = (next: Picked['files']): void => setKept({ turn, files: next });
  const [isEmptying, setEmptying] = useState(false);
  const { data, error } = useQuery(
    coreQueries.trash.list.queryOptions({
      input: { workspace: info.id },
      placeholderData: (before) => before,
    }),
  );
  // Of a batch that was put back whole nothing is left but its name.
  const batches = useMemo(
    () =>
      data?.batches.filter(
        ({ files, state }) => files > 0 || state === 'interrupted' || state === 'damaged',
      ) ?? NO_BATCHES,
    [data],
  );

  const filesOf = useTrashFiles(
    info.id,
    batches.filter(({ id }) => open.has(id)),
    (batch) => pages.get(batch) ?? 1,
  );
  const rows = trashRows(batches, open, filesOf);

  const totals = batches.reduce(
    (sum, { files, bytes, wanted }) => ({
      files: sum.files + files,
      bytes: sum.bytes + bytes,
      wanted: sum.wanted + wanted,
    }),
    { files: 0, bytes: 0, wanted: 0 },
  );
  const refusal = readOnlyRefusal(info.readOnly);
  const isCheckable = (row: TrashRow): row is Extract<TrashRow, { kind: 'file' }> => row.kind === 'file';
  const checks: Checks<TrashRow> = {
    isChecked: (row) => isCheckable(row) && picked.has(trashKey(row.batch.id, row.file.path)),
    share: picked.size === 0 ? 'none' : 'some',
    label: (row) => (isCheckable(row) ? `Select ${row.file.path}` : `Select ${row.batch.id}`),
    refusal: (row) => (isCheckable(row) ? refusal : 'A batch is restored as a whole'),
    toggle: (_index, row) => {
      if (!isCheckable(row)) return;
      const key = trashKey(row.batch.id, row.file.path);
      const next = new Map(picked);
      if (!next.delete(key)) {
        next.set(key, { batch: row.batch.id, path: row.file.path, bytes: row.file.size_bytes });
      }
      setPicked(next);
    },
    toggleAll: () => setPicked(NOTHING_PICKED),
    allRefusal: 'Files are picked one by one, a batch is restored as a whole',
  };
  const tree: Tree<TrashRow> = {
    level: ({ kind }) => (kind === 'batch' ? 1 : 2),
    isOpen: (row) => (row.kind === 'batch' ? row.isOpen : null),
    setOpen: ({ batch }, isOpen) => {
      const next = new Set(open);
      if (isOpen) next.add(batch.id);
      else next.delete(batch.id);
      setOpen(next);
    },
  };
  const { unfinished, others } = useUnfinished();
  const isAtWork = others !== null || (unfinished?.running ?? null) !== null;
  const columns = useMemo(
    () => trashColumns((batch) => restore(batch), refusal, { one: info.words.namer.one, isAtWork }),
    [restore, refusal, info.words, isAtWork],
  );
  const pickedBatches = new Set([...picked.values()].map(({ batch }) => batch));
  const restorePicked = (): void => {
    const [batch] = pickedBatches;
    if (batch === undefined) return;
    restore(
      batch,
      [...picked.values()].filter((one) => one.batch === batch).map(({ path }) => path),
    );
    setPicked(NOTHING_PICKED);
  };
  const failure = error === null ? null : failureOf(error);
  const pickedBytes = [...picked.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <>
      <ViewHead
        title="Trash"
        choice={place.dataset === null ? null : <span className="dim">All datasets</span>}
        note={
          totals.files === 0
            ? null
            : `${plural(batches.length, 'batch', 'batches')}, ${plural(totals.files, 'file')}, ${formatBytes(totals.bytes)} in .stemma/trash. The space is free again when it is emptied.`
        }
      >
        <Button
          text="Empty…"
          icon={<TrashIcon size={14} />}
          refusal={refusal ?? (totals.files === 0 ? 'The trash is empty' : null)}
          onClick={() => setEmptying(true)}
        />
      </ViewHead>
      <LockNotice />
      {totals.wanted > 0 && (
        <NoticeBar
          tone="warn"
          text={
            <>
              <b>
                A {info.words.namer.one} names {plural(totals.wanted, 'file')} of the trash again.
              </b>{' '}
              Emptying leaves {totals.wanted === 1 ? 'it' : 'them'}.
            </>
          }
          actions={
            <Button
              text={`Restore ${plural(totals.wanted, 'file')} that a ${info.words.namer.one} names again`}
              refusal={refusal}
              onClick={restoreWanted}
            />
          }
        />
      )}
      {failure !== null ? (
        <div className="pad">
          <ProblemNote problem={failureText(failure)} />
        </div>
      ) : data === undefined ? (
        <div aria-busy="true" className="grow" />
      ) : batches.length === 0 ? (
        <EmptyView title="The trash is empty">
          <p>What you clean up is moved here, and stays until you empty it.</p>
        </EmptyView>
      ) : (
        <Grid
          name="trash"
          label="Trash"
          columns={columns}
          count={rows.length}
          rowAt={(index) => rows[index]}
          checks={checks}
          tree={tree}
          onOpen={(row) => {
            if (row.kind === 'more') {
              setPages((now) => new Map(now).set(row.batch.id, (now.get(row.batch.id) ?? 1) + 1));
            } else if (row.kind === 'batch' && row.isOpen !== null) tree.setOpen(row, !row.isOpen, false);
          }}
          copyText={(row) => (row.kind === 'file' ? row.file.path : row.batch.id)}
          keys={{
            r: (row) => {
              if (refusal !== null || row.batch.files === 0) return;
              if (row.kind === 'batch') restore(row.batch.id);
              else if (row.kind === 'file') restore(row.batch.id, [row.file.path]);
            },
          }}
        />
      )}
      {picked.size > 0 && (
        <div className="view-foot" role="group" aria-label="Selection">
          <span className="trunc" role="status">
            <b>{plural(picked.size, 'file')} selected</b>, {formatBytes(pickedBytes)}
          </span>
          <span className="grow" />
          <Button
            text={`Restore ${plural(picked.size, 'file')}`}
            icon={<UndoIcon size={14} />}
            refusal={pickedBatches.size > 1 ? 'Files of one batch at a time' : refusal}
            onClick={restorePicked}
          />
          <IconButton
            label="Clear the selection"
            icon={<CrossIcon size={14} />}
            onClick={() => setPicked(NOTHING_PICKED)}
          />
        </div>
      )}
      <EmptyDialog isOpen={isEmptying} batches={batches} onClose={() => setEmptying(false)} />
    </>
  );
}
