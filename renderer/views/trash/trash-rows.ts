import type { TrashBatch, TrashedFile } from '../../../shared/api/deletion/trash-parts.ts';

/** A row of the trash: a batch, a file of an open one, or what stands for files that are not shown. */
export type TrashRow =
  | { readonly kind: 'batch'; readonly batch: TrashBatch; readonly isOpen: boolean | null }
  | { readonly kind: 'file'; readonly batch: TrashBatch; readonly file: TrashedFile }
  | { readonly kind: 'more'; readonly batch: TrashBatch; readonly left: number | null };

/** The first files of a batch, as far as they are loaded. */
export interface LoadedFiles {
  readonly files: readonly TrashedFile[];
  /** How many there are. */
  readonly total: number;
  /** Whether more of them are being loaded. */
  readonly isLoading: boolean;
}

/** The rows of all batches, with the files of those that are open. */
export function trashRows(
  batches: readonly TrashBatch[],
  open: ReadonlySet<string>,
  filesOf: (batch: string) => LoadedFiles | undefined,
): TrashRow[] {
  return batches.flatMap((batch): TrashRow[] => {
    const isOpen = batch.files === 0 ? null : open.has(batch.id);
    const head: TrashRow = { kind: 'batch', batch, isOpen };
    if (isOpen !== true) return [head];
    const loaded = filesOf(batch.id);
    if (loaded === undefined) return [head, { kind: 'more', batch, left: null }];
    const left = loaded.total - loaded.files.length;
    return [
      head,
      ...loaded.files.map((file): TrashRow => ({ kind: 'file', batch, file })),
      ...(left > 0 ? [{ kind: 'more', batch, left: loaded.isLoading ? null : left } as const] : []),
    ];
  });
}

/** Names a file of the trash among those that are checked. */
export function trashKey(batch: string, path: string): string {
  return `${batch}/${path}`;
}
