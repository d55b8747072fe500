import { Menu, MenuItem } from '@blueprintjs/core';
import { CrossIcon, DataLineageIcon, MoreIcon } from '@blueprintjs/icons';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { IconButton } from '../kit/button.tsx';
import { copyToClipboard } from '../kit/copy-to-clipboard.ts';
import { DropDown } from '../kit/drop-down.tsx';
import { rememberVisit } from '../state/visited.ts';
import { inGraph } from '../state/route/show-in-graph.ts';
import { usePlace } from '../state/route/use-place.ts';
import { focusList } from '../kit/panes.ts';

/** Something that can be copied, or done, from the menu of the inspector. */
export interface HeadAction {
  readonly text: string;
  /** Copies this. */
  readonly copies?: string;
  readonly run?: () => void;
}

/** The head of the inspector: what it shows, where that belongs, and what can be done with it. */
export function InspectorHead({
  mark = null,
  title,
  kind,
  where = null,
  actions = [],
}: {
  readonly mark?: ReactNode;
  readonly title: string;
  readonly kind: string;
  readonly where?: ReactNode;
  readonly actions?: readonly HeadAction[];
}): ReactElement {
  const { workspace, place, go } = usePlace();
  const { selection } = place;
  useEffect(() => {
    if (kind !== '' && selection !== null) rememberVisit(workspace, { selection, title, detail: kind });
  }, [workspace, selection, title, kind]);
  return (
    <div className="inspector-head">
      <div className="inspector-title">
        {mark}
        <h2 className="trunc" title={title}>
          {title}
        </h2>
        <span className="dim">{kind}</span>
        <span className="grow" />
        {kind !== '' && selection !== null && (
          <IconButton
            label="Show in graph"
            icon={<DataLineageIcon size={14} />}
            onClick={() => go(inGraph(selection))}
          />
        )}
        {actions.length > 0 && (
          <DropDown side="end" content={<HeadMenu actions={actions} />}>
            <button
              type="button"
              className="button quiet icon-only"
              aria-label="More"
              title="More"
              aria-haspopup="menu"
            >
              <MoreIcon size={14} />
            </button>
          </DropDown>
        )}
        <IconButton
          label="Close the inspector"
          icon={<CrossIcon size={14} />}
          onClick={() => {
            go({ selection: null, tab: null });
            focusList();
          }}
        />
      </div>
      {where !== null && <div className="inspector-where trunc">{where}</div>}
    </div>
  );
}

function HeadMenu({ actions }: { readonly actions: readonly HeadAction[] }): ReactElement {
  return (
    <Menu aria-label="More">
      {actions.map(({ text, copies, run }) => (
        <MenuItem
          key={text}
          text={text}
          onClick={() => {
            if (copies !== undefined) copyToClipboard(copies);
            run?.();
          }}
        />
      ))}
    </Menu>
  );
}
