import { useEffect, useRef, useState } from 'react';

/** Milliseconds that the keyboard has to rest on a row before it is followed: holding a key asks for one row, not for all on the way. */
const RESTS = 120;

/** Tells of the row that keys led to, once they rest on it and it is there. Returns what is to be told where keys go. */
export function useFollow<Row>(
  rowAt: (index: number) => Row | undefined,
  onFollow: ((row: Row, index: number) => void) | undefined,
): (index: number | null) => void {
  const [led, setLed] = useState<number | null>(null);
  const row = led === null ? undefined : rowAt(led);
  const latest = useRef(onFollow);
  useEffect(() => {
    latest.current = onFollow;
  });
  useEffect(() => {
    if (led === null || row === undefined) return undefined;
    const timer = setTimeout(() => {
      setLed(null);
      latest.current?.(row, led);
    }, RESTS);
    return () => clearTimeout(timer);
  }, [led, row]);
  return setLed;
}
