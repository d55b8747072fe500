import { useEffect } from 'react';
import { desktopApi } from '../../state/connection/desktop-api.ts';

/**
 * Lets the browser ask before this page goes away while files are moved for it: some seconds after its connection
 * the work would stop, unless it comes back. The
 * desktop app asks by itself, and would not close at all for a page that objects.
 */
export function useLeaveQuestion(isWorking: boolean): void {
  useEffect(() => {
    if (!isWorking || desktopApi() !== null) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isWorking]);
}
