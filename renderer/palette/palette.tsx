import { Dialog } from '@blueprintjs/core';
import { SearchIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { matchingActions } from './action.ts';
import { useActions } from './use-actions.ts';
import { useConnections } from '../state/connection/use-connections.ts';
import { movedRow } from '../kit/grid/active-row.ts';
import { useSettled } from '../kit/use-settled.ts';
import { useKeyNames } from '../state/use-key-names.ts';
import { usePlace } from '../state/route/use-place.ts';
import type { Opening } from '../state/opening/use-opening.ts';
import { useWorkspace } from '../state/workspace/use-workspace.ts';
import { isSearch, readSearchRequest } from './search-request.ts';
import {
  actionEntries,
  filterAction,
  foundEntries,
  graphPlace,
  visitEntries,
  type Entry,
} from './entries.tsx';
import { lastVisits } from '../state/visited.ts';
import { takeTyped } from './typed-ahead.ts';

/** After the last key, in milliseconds, the workspace is searched. */
const PAUSE_MS = 90;

/** Actions that are listed where nothing was typed yet, or only they are asked for. */
const ALL_ACTIONS = 50;

interface PaletteProps {
  readonly onClose: () => void;
  readonly onKeys: () => void;
  readonly onInspector: () => void;
  readonly onUndo: () => void;
  readonly opening: Opening;
}

/** One box for everything: what there is, and what can be done. */
export function Palette({ isOpen, ...props }: PaletteProps & { readonly isOpen: boolean }): ReactElement {
  const title = useId();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={props.onClose}
      className="palette"
      aria-labelledby={title}
      transitionDuration={0}
      // It comes too late where the palette is opened again at once; see `use-focus-back.ts`.
      shouldReturnFocusOnClose={false}
    >
      <h2 id={title} className="sr">
        Search or run
      </h2>
      {isOpen && <Search {...props} />}
    </Dialog>
  );
}

function Search({ onClose, ...asks }: PaletteProps): ReactElement {
  const { coreQueries } = useConnections();
  const { isReady } = useWorkspace();
  const { workspace, go } = usePlace();
  const { withControl } = useKeyNames();
  const actions = useActions(asks);
  const list = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState<string | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const asked = readSearchRequest(typed);
  const isAsking = isSearch(asked);
  const settled = useSettled(typed, PAUSE_MS);
  const searched = readSearchRequest(settled);
  const search = useQuery(
    coreQueries.workspace.search.queryOptions({
      input: { workspace, text: searched.text, kinds: [...searched.kinds] },
      enabled: isReady && isSearch(searched),
      placeholderData: (before) => before,
    }),
  );
  const found = search.data;
  const keys = found?.artifacts.map(({ key }) => key) ?? [];
  const lines = useQuery(
    coreQueries.workspace.chainLines.queryOptions({
      input: { workspace, keys },
      enabled: keys.length > 0,
      placeholderData: (before) => before,
    }),
  ).data;
  // Whether what is listed is what was typed, and not what was found for a text before it.
  const isCurrent =
    !isAsking || !isReady || (settled === typed && !search.isPending && !search.isPlaceholderData);
  const isBare = typed.trim() === '';
  const filter = filterAction(asked.text, (text) => go({ text }));
  const fitting = matchingActions(actions, asked.text);
  const runnable = fitting.filter(({ refusal }) => refusal === null);
  const refused = fitting.filter(({ refusal }) => refusal !== null);
  const entries: readonly Entry[] = isBare
    ? [...visitEntries(lastVisits(workspace)), ...actionEntries(fitting, ALL_ACTIONS)]
    : [
        ...(isAsking && found !== undefined ? foundEntries(found, lines ?? []) : []),
        ...(asked.hasActions
          ? actionEntries(
              isAsking ? [...runnable, filter, ...refused] : fitting,
              asked.kinds.length === 0 ? ALL_ACTIONS : undefined,
            )
          : []),
      ];
  const goneTo = entries.findIndex(({ key }) => key === at);
  const active = Math.max(0, goneTo);
  const choose = (entry: Entry | undefined): void => {
    if (entry === undefined || (entry.action !== null && entry.action.refusal !== null)) return;
    onClose();
    if (entry.to !== null) go(entry.to);
    entry.action?.run();
  };
  // The field has the focus by now, and no key came in between.
  useLayoutEffect(() => {
    const { text, isEntered } = takeTyped();
    setTyped(text);
    setWaiting(isEntered);
  }, []);
  const isDue = isWaiting && isCurrent;
  const chooseFirst = useRef<() => void>(undefined);
  useEffect(() => {
    chooseFirst.current = () => {
      setWaiting(false);
      choose(entries[active]);
    };
  });
  useEffect(() => {
    if (isDue) chooseFirst.current?.();
  }, [isDue]);
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter may also end what an input method composes.
    if (event.nativeEvent.isComposing) return;
    const graph = graphPlace(entries[active]);
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (graph === null) return;
      onClose();
      go(graph);
    } else if (event.key === 'Enter' && event.altKey && asked.text !== '') {
      onClose();
      filter.run();
    } else if (event.key === 'Enter') {
      // The first of what was typed is meant, also where it is not listed yet; what was gone to is seen.
      if (isCurrent || goneTo >= 0) choose(entries[active]);
      else setWaiting(true);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp' || event.key.startsWith('Page')) {
      setAt(entries[movedRow(event.key, active, entries.length, 8) ?? 0]?.key ?? null);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="palette-input">
        <SearchIcon size={16} />
        <input
          type="text"
          className="bare-input"
          role="combobox"
          aria-label="Search or run"
          aria-expanded
          aria-controls={list}
          aria-autocomplete="list"
          {...(entries.length === 0 ? {} : { 'aria-activedescendant': `${list}-${active}` })}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={1000}
          placeholder="Search artifacts, pipelines, files; > for actions"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setAt(null);
            setWaiting(false);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <EntryList id={list} entries={entries} active={active} onChoose={choose} />
      {entries.length === 0 && (
        <p className="palette-none dim" role="status">
          {isCurrent ? 'Nothing is called that.' : '…'}
        </p>
      )}
      <div className="palette-foot" aria-hidden>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> move
        </span>
        <span>
          <kbd>↵</kbd> open
        </span>
        <span>
          <kbd>{withControl('↵')}</kbd> graph
        </span>
        <span>
          <kbd>Alt ↵</kbd> filter
        </span>
        <span className="grow" />
        <span>
          <kbd>&gt;</kbd> actions
        </span>
        <span>
          <kbd>@</kbd> pipelines
        </span>
        <span>
          <kbd>#</kbd> hash
        </span>
      </div>
    </>
  );
}

function EntryList({
  id,
  entries,
  active,
  onChoose,
}: {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly active: number;
  readonly onChoose: (entry: Entry) => void;
}): ReactElement {
  const groups = Map.groupBy(entries.entries(), ([, { group }]) => group);
  return (
    <div id={id} className="palette-list" role="listbox" aria-label="Results" tabIndex={-1}>
      {[...groups].map(([group, own]) => (
        <div key={group} role="group" aria-label={group}>
          <div className="palette-group" aria-hidden>
            {group}
          </div>
          {own.map(([index, entry]) => (
            <div
              key={entry.key}
              id={`${id}-${index}`}
              ref={(element) => {
                if (index === active) element?.scrollIntoView({ block: 'nearest' });
              }}
              role="option"
              aria-selected={index === active}
              aria-disabled={entry.action !== null && entry.action.refusal !== null}
              className="palette-entry"
              onClick={() => onChoose(entry)}
            >
              {entry.icon}
              <span className="trunc">{entry.text}</span>
              <span className="grow" />
              <span className="side">{entry.side}</span>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
