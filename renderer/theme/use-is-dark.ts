import { useSyncExternalStore } from 'react';
import { isDarkNow, onThemeChange } from './theme-store.ts';

/** Whether the page is dark, for what is drawn and not styled. */
export function useIsDark(): boolean {
  return useSyncExternalStore(onThemeChange, isDarkNow);
}
