import { useEffect, useState } from 'react';

/** After so long the page is taken to be idle where the browser can't tell, or finds no rest, in milliseconds. */
const PATIENCE_MS = 1000;

/** Whether the page has had time since the component was first shown. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    // Safari has no such callback.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(() => setIdle(true), PATIENCE_MS);
      return () => clearTimeout(timer);
    }
    const request = window.requestIdleCallback(() => setIdle(true), { timeout: PATIENCE_MS });
    return () => window.cancelIdleCallback(request);
  }, []);
  return isIdle;
}
