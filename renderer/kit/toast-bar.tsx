import { useSyncExternalStore, type ReactElement } from 'react';
import { currentToast, onToast } from './toast.ts';

/** Shows what was copied or saved for a moment. */
export function ToastBar(): ReactElement {
  const toast = useSyncExternalStore(onToast, currentToast);
  return (
    <div className="toast" role="status">
      {toast !== null && <span key={toast.turn}>{toast.text}</span>}
    </div>
  );
}
