import { Dialog } from '@blueprintjs/core';
import { SearchIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react';
import { matchingActions } from '../actions/action.ts';
import { useActions } from '../actions/use-actions.ts';
import { useConnections } from '../connection/use-connections.ts';
import { movedRow } from '../parts/grid/active-row.ts';
import { useSettled } from '../parts/use-settled.ts';
import { usePlace } from '../route/use-place.ts';
import type { Opening } from '../start/use-opening.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { readAsked } from './asked.ts';
import { actionEntries, filterAction, foundEntries, visitEntries, type Entry } from './entries.tsx';
import { lastVisits } from './visited.ts';

/** After the last key, in milliseconds, the workspace is searched. */
const PAUSE_MS = 90;

/** Actions that are listed where nothing was typed yet, or only they are asked for. */
const ALL_ACTIONS = 30;

interface PaletteProps {
  readonly onClose: () => void;
  readonly onKeys: () => void;
  readonly onInspector: () => void;
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
  const actions = useActions(asks);
  const list = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const asked = readAsked(useSettled(typed, PAUSE_MS));
  const isAsking = asked.text !== '' && asked.kinds.length > 0;
  const found = useQuery(
    coreQueries.workspace.search.queryOptions({
      input: { workspace, text: asked.text, kinds: [...asked.kinds] },
      enabled: isReady && isAsking,
      placeholderData: (before) => before,
    }),
  ).data;
  const isBare = typed.trim() === '';
  const filter = filterAction(asked.text, (text) => go({ text }));
  const fitting = matchingActions(actions, asked.text);
  const entries: readonly Entry[] = isBare
    ? [...visitEntries(lastVisits(workspace)), ...actionEntries(fitting, ALL_ACTIONS)]
    : [
        ...(isAsking && found !== undefined ? foundEntries(found) : []),
        ...(asked.hasActions
          ? actionEntries(
              isAsking ? [filter, ...fitting] : fitting,
              asked.kinds.length === 0 ? ALL_ACTIONS : undefined,
            )
          : []),
      ];
  const active = Math.min(at, Math.max(0, entries.length - 1));
  const choose = (entry: Entry | undefined): void => {
    if (entry === undefined || (entry.action !== null && entry.action.refusal !== null)) return;
    onClose();
    if (entry.to !== null) go(entry.to);
    entry.action?.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.altKey && asked.text !== '') {
      onClose();
      filter.run();
    } else if (event.key === 'Enter') {
      choose(entries[active]);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp' || event.key.startsWith('Page')) {
      setAt(movedRow(event.key, active, entries.length, 8) ?? 0);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="palette-input">
        <SearchIcon size={16} />
        <input
          type="text"
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
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <EntryList id={list} entries={entries} active={active} onChoose={choose} />
      {entries.length === 0 && (
        <p className="palette-none dim" role="status">
          {isAsking && found === undefined ? '…' : 'Nothing is called that.'}
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
