import { useRef } from 'react';
import { findRow } from './find-row.ts';

/** A pause of this many milliseconds begins another word. */
const PAUSE_MS = 800;

/** Rows beyond this many are not looked through. */
const MOST = 5000;

/** Finds a row by the letters that are typed one after another. Equal letters go to the next such row. */
export interface TypeAhead {
  readonly find: (
    key: string,
    active: number | null,
    count: number,
    textAt: (index: number) => string | null,
  ) => number | null;
  /** Whether a word is being typed, so that a letter goes on with it and means nothing else. */
  readonly isOn: () => boolean;
}

/** See {@link TypeAhead}. */
export function useTypeAhead(): TypeAhead {
  const typed = useRef({ text: '', at: 0 });
  const isOn = (): boolean => typed.current.text !== '' && Date.now() - typed.current.at < PAUSE_MS;
  const find: TypeAhead['find'] = (key, active, count, textAt) => {
    const before = isOn() ? typed.current.text : '';
    const isSame = before !== '' && [...before].every((letter) => letter === key);
    const text = isSame ? key : before + key;
    typed.current = { text: isSame ? before : text, at: Date.now() };
    const start = active === null ? 0 : text.length === 1 ? active + 1 : active;
    return findRow(text, start, Math.min(count, MOST), textAt);
  };
  return { find, isOn };
}
