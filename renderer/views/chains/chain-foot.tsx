import { TrashIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { AskedFoot } from '../../flows/deletion/asked-foot.tsx';
import { Button } from '../../kit/button.tsx';
import { deletable, type Asked } from './deletable.ts';
import type { ChainRow } from './chain-row.ts';

/** The question about the row that is selected, or what deleting another one would do. */
export function ChainFoot({
  selected,
  asked,
  onAsk,
}: {
  /** Null where nothing is, or it is not in the tree. */
  readonly selected: ChainRow | null;
  readonly asked: Asked | null;
  readonly onAsk: (asked: Asked | null) => void;
}): ReactElement | null {
  if (asked !== null) {
    return (
      <AskedFoot
        key={asked.key}
        title={asked.title}
        selection={asked.selection}
        onClose={() => onAsk(null)}
      />
    );
  }
  const question = selected === null ? null : deletable(selected);
  if (selected === null || question === null) return null;
  return (
    <div className="view-foot" role="group" aria-label="Selection">
      <span className="trunc">
        <b>{selected.name}</b> selected
      </span>
      <span className="grow" />
      <Button
        text="What would deleting free?"
        icon={<TrashIcon size={14} />}
        onClick={() => onAsk(question)}
      />
    </div>
  );
}
