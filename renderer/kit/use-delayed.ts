import { useEffect, useState } from 'react';

/** True once `isActive` has been so for some milliseconds without a break: what is over at once shows nothing. */
export function useDelayed(isActive: boolean, milliseconds: number): boolean {
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    if (!isActive) return undefined;
    const timer = setTimeout(() => setIsDue(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setIsDue(false);
    };
  }, [isActive, milliseconds]);
  return isActive && isDue;
}
