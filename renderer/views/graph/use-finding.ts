import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import type { OperatorGraph } from '../../../shared/api/graph/graph.ts';
import { selectByText } from '../../../shared/graph/ask/select.ts';
import { focusList } from '../../kit/panes.ts';
import { usePlace } from '../../state/route/use-place.ts';

/** What is selected by text, and going from one to the next. */
export interface Finding {
  readonly isShown: boolean;
  readonly text: string;
  /** What the words themselves find, to go from one to the next. */
  readonly ids: readonly string[];
  /** With what the text takes before and after. */
  readonly found: ReadonlySet<string>;
  /** What was gone to last; another object each time. */
  readonly wentTo: { readonly id: string } | null;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly open: () => void;
  readonly close: () => void;
  readonly setText: (text: string) => void;
  readonly step: (by: 1 | -1) => void;
}

/** See {@link Finding}. The text lies in the address. */
export function useFinding(graph: OperatorGraph): Finding {
  const { place, go } = usePlace();
  const text = place.own['find'] ?? '';
  const { found: ids, selected } = useMemo(() => selectByText(graph, text), [graph, text]);
  const found = useMemo(() => new Set(selected), [selected]);
  const [isOpen, setOpen] = useState(false);
  const [wentTo, setWentTo] = useState<{ readonly id: string } | null>(null);
  const inputRef = useRef<HTMLInputElement>(null);
  const setText = useCallback(
    (next: string) => go({ own: { find: next === '' ? null : next } }, 'replace'),
    [go],
  );
  return {
    isShown: isOpen || text !== '',
    text,
    ids,
    found,
    wentTo,
    inputRef,
    open: () => {
      setOpen(true);
      inputRef.current?.focus();
    },
    close: () => {
      setOpen(false);
      setWentTo(null);
      setText('');
      focusList();
    },
    setText,
    step: (by) => {
      const at = wentTo === null ? -1 : ids.indexOf(wentTo.id);
      const start = at === -1 && by === -1 ? 0 : at;
      const id = ids[(start + by + ids.length) % Math.max(1, ids.length)];
      if (id !== undefined) setWentTo({ id });
    },
  };
}
