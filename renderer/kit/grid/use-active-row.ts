import { useCallback, useEffect, useRef, useState } from 'react';
import { followedRow } from './active-row.ts';

/** The active row: where it was put, and which row that was. */
interface Chosen {
  readonly at: number;
  readonly key: string | null;
}

/** The row that the keyboard is at. Where rows have keys, it stays the same row while others come and go above it. */
export function useActiveRow<Row>({
  count,
  rowAt,
  keyOf,
}: {
  readonly count: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly keyOf?: (row: Row) => string;
}): { readonly active: number | null; readonly setActive: (index: number) => void } {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const keyAt = (index: number): string | null => {
    const row = rowAt(index);
    return row === undefined || keyOf === undefined ? null : keyOf(row);
  };
  const active = chosen === null ? null : followedRow(chosen.at, chosen.key, count, keyAt);
  const key = active === null ? null : keyAt(active);
  useEffect(() => {
    // What was not found is not sought again each time the list is drawn.
    if (active !== null) {
      setChosen((now) => (now?.at === active && now.key === key ? now : { at: active, key }));
    }
  }, [active, key]);
  const latest = useRef(keyAt);
  useEffect(() => {
    latest.current = keyAt;
  });
  const setActive = useCallback((index: number) => setChosen({ at: index, key: latest.current(index) }), []);
  return { active, setActive };
}
