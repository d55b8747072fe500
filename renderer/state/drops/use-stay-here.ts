import { useEffect } from 'react';

/** What takes text that is dropped onto it. */
const TEXT_BOX = 'input, textarea, [contenteditable]';

/**
 * Keeps the window where it is, whatever is dropped onto it: browsers go to a file or a link that nobody takes. Whoever takes files says so
 * afterwards, while the event bubbles.
 */
export function useStayHere(): void {
  useEffect(() => {
    const stay = (event: DragEvent): void => {
      const { target, dataTransfer } = event;
      const isText = dataTransfer?.types.includes('Files') === false;
      if (isText && target instanceof Element && target.closest(TEXT_BOX) !== null) return;
      event.preventDefault();
      if (dataTransfer !== null) dataTransfer.dropEffect = 'none';
    };
    const ends = new AbortController();
    const options = { signal: ends.signal, capture: true };
    for (const type of ['dragenter', 'dragover', 'drop'] as const)
      window.addEventListener(type, stay, options);
    return () => ends.abort();
  }, []);
}
