import { useId, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { arrowStep } from './arrow-step.ts';

/** A tab: its name, how much is in it, and what it shows. */
export interface Tab {
  readonly id: string;
  readonly text: string;
  readonly count?: string | null;
  readonly content: () => ReactNode;
}

/** Tabs of which one is shown. Arrow keys go from one to the next. */
export function Tabs({
  label,
  tabs,
  shown,
  onShow,
}: {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** An id that there is not shows the first. */
  readonly shown: string | null;
  readonly onShow: (id: string) => void;
}): ReactElement | null {
  const id = useId();
  const current = tabs.find((tab) => tab.id === shown) ?? tabs[0];
  if (current === undefined) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const next = arrowStep(event);
    const tab = next === null ? undefined : tabs[next];
    if (tab !== undefined) onShow(tab.id);
  };
  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${id}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab === current}
            aria-controls={`${id}-panel`}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => onShow(tab.id)}
          >
            {tab.text}
            {tab.count !== undefined && tab.count !== null && <span className="dim">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        className="tab-panel"
        role="tabpanel"
        aria-labelledby={`${id}-${current.id}`}
        tabIndex={0}
      >
        {current.content()}
      </div>
    </div>
  );
}
