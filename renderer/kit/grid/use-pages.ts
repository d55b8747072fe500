import { useQueries, type QueryKey } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';

/** The question for one page of a list. */
export interface PageQuestion<Row> {
  /** The contract's key of the question, so that it is asked again when the index changes. */
  readonly key: QueryKey;
  readonly ask: (signal: AbortSignal) => Promise<readonly Row[]>;
}

/** Which rows of a list are asked for. */
interface Part {
  readonly offset: number;
  readonly limit: number;
}

/**
 * The questions for the pages of a list that the contract gives in parts. The rows of an answer are kept under a key of their own: under
 * that of the contract lies the whole answer.
 *
 * @param size rows of a page
 * @param input what is asked of all of them
 */
export function questionsInParts<Input extends object, Row>({
  size,
  input,
  keyOf,
  rowsOf,
}: {
  readonly size: number;
  readonly input: Input;
  readonly keyOf: (asked: Input & Part) => QueryKey;
  readonly rowsOf: (asked: Input & Part, signal: AbortSignal) => Promise<readonly Row[]>;
}): (page: number) => PageQuestion<Row> {
  return (page) => {
    const asked = { ...input, offset: page * size, limit: size };
    return { key: [...keyOf(asked), 'rows'], ask: (signal) => rowsOf(asked, signal) };
  };
}

/** Rows of a long list that are loaded as far as they are looked at. */
export interface Pages<Row> {
  /** A row by its place; undefined while it is not loaded. */
  readonly rowAt: (index: number) => Row | undefined;
  /** To be told which rows are seen, of how many. */
  readonly onShown: (first: number, last: number, count: number) => void;
  readonly isLoading: boolean;
}

/** Pages that are loaded before and behind what is seen, so that scrolling shows rows and not their empty places. */
const AHEAD = 0.5;

/**
 * Loads the pages of a list around what is seen. When what is asked for changes, the rows that are there stay until the
 * first ones of the new list come.
 *
 * @param size rows of a page
 * @param question for a page, by its number from 0
 * @param listKey changes when another list is meant
 */
export function usePages<Row>({
  size,
  question,
  listKey,
  isReady,
}: {
  readonly size: number;
  readonly question: (page: number) => PageQuestion<Row>;
  readonly listKey: string;
  /** Whether it can be asked at all. */
  readonly isReady: boolean;
}): Pages<Row> {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const shown = Array.from({ length: range.last - range.first + 1 }, (_, at) => range.first + at);
  const answers = useQueries({
    queries: shown.map((page) => {
      const { key, ask } = question(page);
      return {
        queryKey: key,
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => ask(signal),
        enabled: isReady,
      };
    }),
  });
  const kept = useRef<{ listKey: string; pages: Map<number, readonly Row[]> }>({ listKey, pages: new Map() });
  const pages = new Map<number, readonly Row[]>();
  for (const [at, page] of shown.entries()) {
    const data = answers[at]?.data;
    if (data !== undefined) pages.set(page, data);
  }
  const isOld = pages.size === 0 || kept.current.listKey === listKey;
  const before = isOld ? kept.current.pages : null;
  useEffect(() => {
    if (pages.size === 0) return;
    const known = kept.current.listKey === listKey ? kept.current.pages : new Map<number, readonly Row[]>();
    for (const [page, rows] of pages) known.set(page, rows);
    kept.current = { listKey, pages: known };
  });
  const rowAt = (index: number): Row | undefined => {
    const page = Math.floor(index / size);
    return (pages.get(page) ?? before?.get(page))?.[index % size];
  };
  const onShown = useCallback(
    (first: number, last: number, count: number) => {
      // Those that may be seen next are asked for before they are.
      const next = {
        first: Math.floor(Math.max(0, first - AHEAD * size) / size),
        last: Math.floor(Math.min(count - 1, last + AHEAD * size) / size),
      };
      setRange((now) => (now.first === next.first && now.last === next.last ? now : next));
    },
    [size],
  );
  return { rowAt, onShown, isLoading: answers.some(({ isFetching }) => isFetching) };
}
