import { CrossIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { formatBytes } from '../../../../shared/text/format-number.ts';
import { breaksText, staysText } from '../../../flows/deletion/plan-text.ts';
import { ReviewButton } from '../../../flows/deletion/review-button.tsx';
import { IconButton } from '../../../kit/button.tsx';
import { useGo } from '../../../state/route/use-place.ts';
import { plural } from '../../../text/plural.ts';
import { unreadableTitle } from '../../../text/unreadable-text.ts';
import type { Deletion } from './use-deletion.ts';

/** What deleting would do in all, and the way to its plan. */
export function DeletionNote({ deletion }: { readonly deletion: Deletion }): ReactElement {
  const go = useGo();
  const { title, answer, selection, isOfNodes } = deletion;
  const total = answer?.total;
  const losing = answer?.derived.length ?? 0;
  const stays = total === undefined ? '' : staysText(total.stays);
  return (
    <div className="graph-info" role="group" aria-label="What deleting would do">
      <span role="status">
        <b>{title}</b>{' '}
        {total === undefined ? (
          '…'
        ) : total.unknown.length > 0 ? (
          `frees what is not known while ${unreadableTitle(total.unknown)}`
        ) : (
          <>
            frees <b>{formatBytes(total.frees.bytes)}</b>
            {stays !== '' && ` · ${stays}`} · {breaksText(total.breaks)}
            {losing > 0 && ` · ${plural(losing, 'artifact')} would lose what it was fitted on (derived)`}
          </>
        )}
      </span>
      <ReviewButton
        text={isOfNodes ? 'Add their pipeline to clean-up' : 'Add to clean-up'}
        selection={selection}
      />
      {isOfNodes && (
        <IconButton
          label="Ask of the whole pipeline"
          icon={<CrossIcon size={12} />}
          onClick={() => go({ own: { deleted: null } })}
        />
      )}
    </div>
  );
}
