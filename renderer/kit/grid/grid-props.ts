import type { Copy } from '../copy-to-clipboard.ts';
import type { Checks, Column, Sorting, Tree } from './column.ts';

/** What a grid shows and what can be done in it. */
export interface GridProps<Row> {
  /** Under which the widths of its columns are kept. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly count: number;
  /** A row by its place; undefined while it is not loaded. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Told of the rows that are about to be seen, of how many, so that they can be loaded. */
  readonly onShown?: (first: number, last: number, count: number) => void;
  readonly sorting?: Sorting;
  /** Sorts by a column, or the other way round. */
  readonly onSort?: (column: string) => void;
  readonly checks?: Checks<Row>;
  readonly tree?: Tree<Row>;
  /** Whether a row is what the inspector shows. */
  readonly isCurrent?: (row: Row) => boolean;
  /** A click, or Enter. */
  readonly onOpen?: (row: Row, index: number) => void;
  /** Keys came to rest on a row, without opening it. */
  readonly onFollow?: (row: Row, index: number) => void;
  /** What Ctrl C copies; null where the row sees to it itself. */
  readonly copyText?: (row: Row) => string | Copy | null;
  /** What letters find. */
  readonly findText?: (row: Row) => string;
  /** Tells rows apart while others come and go above them: the active row stays the same one, wherever it moves. */
  readonly keyOf?: (row: Row) => string;
  /** A row that is to be seen, once; its place is -1 while it is not there. */
  readonly reveal?: { readonly key: string; readonly index: number } | null;
  /** What begins when a row is dragged by the mouse; null where it can't be. */
  readonly dragOut?: (row: Row) => (() => void) | null;
  /** Other keys that a row knows, by `KeyboardEvent.key`. */
  readonly keys?: Readonly<Record<string, (row: Row) => void>>;
}
