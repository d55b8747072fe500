import { TrashIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { DeletionQuestion } from '../../flows/deletion/deletion-question.tsx';
import { Button } from '../../kit/button.tsx';
import { GraphButton } from '../graph-button.tsx';
import { deletable, type AskedDeletion } from './deletable.ts';
import type { ChainRow } from './chain-row.ts';

/** The question about the row that is selected, or what deleting another one would do. */
export function ChainFoot({
  selected,
  asked,
  onAsk,
}: {
  /** Null where nothing is, or it is not in the tree. */
  readonly selected: ChainRow | null;
  readonly asked: AskedDeletion | null;
  readonly onAsk: (asked: AskedDeletion | null) => void;
}): ReactElement | null {
  if (asked !== null) {
    return (
      <DeletionQuestion
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
      {selected.selection !== null && <GraphButton selection={selected.selection} />}
      <Button
        text="What would deleting free?"
        icon={<TrashIcon size={14} />}
        onClick={() => onAsk(question)}
      />
    </div>
  );
}
