import { TrashIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { CleanSelection } from '../../../shared/api/deletion/clean-selection.ts';
import { Button } from '../../kit/button.tsx';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { useCleaning } from './use-cleaning.ts';
import { readOnlyRefusal } from '../../text/read-only-refusal.ts';

/** Plans deleting something and shows the plan; nothing moves before one says so there. */
export function ReviewButton({
  text,
  selection,
}: {
  readonly text: string;
  readonly selection: CleanSelection;
}): ReactElement {
  const { info } = useWorkspace();
  const { ask } = useCleaning();
  return (
    <Button
      text={text}
      icon={<TrashIcon size={14} />}
      refusal={readOnlyRefusal(info.readOnly)}
      onClick={() => ask(selection)}
    />
  );
}
