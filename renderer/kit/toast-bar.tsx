import { useSyncExternalStore, type ReactElement } from 'react';
import { onSaid, whatIsSaid } from './toast.ts';

/** Shows what was copied or saved for a moment. */
export function SayingBar(): ReactElement {
  const said = useSyncExternalStore(onSaid, whatIsSaid);
  return (
    <div className="saying" role="status">
      {said !== null && <span key={said.turn}>{said.text}</span>}
    </div>
  );
}
