import { TrashIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { DeletionQuestion } from '../../flows/deletion/deletion-question.tsx';
import { ExportButton } from '../../flows/export/export-button.tsx';
import { Button } from '../../kit/button.tsx';
import { GraphButton } from '../graph-button.tsx';
import { deletable, exportedRow, type AskedDeletion } from './deletable.ts';
import type { ChainRow } from './chain-row.ts';

/** What can be asked about the row that was pressed last, or what deleting another one would do. */
export function ChainFoot({
  row,
  asked,
  onAsk,
}: {
  /** Null where none was, or it is not in the tree. */
  readonly row: ChainRow | null;
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
  if (row === null) return null;
  const question = deletable(row);
  const exported = exportedRow(row);
  if (question === null && row.drawn === null) return null;
  return (
    <div className="view-foot" role="group" aria-label="Selection">
      <span className="trunc">
        <b>{row.name}</b>
        {row.selection === null ? ` ${row.qualifier}` : ' selected'}
      </span>
      <span className="grow" />
      {exported !== null && <ExportButton what={exported} text="Export pipeline…" />}
      {row.drawn !== null && <GraphButton selection={row.drawn} />}
      {question !== null && (
        <Button
          text="What would deleting free?"
          icon={<TrashIcon size={14} />}
          onClick={() => onAsk(question)}
        />
      )}
    </div>
  );
}
