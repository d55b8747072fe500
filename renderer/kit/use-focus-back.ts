import { useEffect } from 'react';
import { focusList } from './panes.ts';

/** Where Blueprint puts what lies over the window. */
const OVER = '.bp6-portal';

const OPEN_DIALOG = '.bp6-overlay-open [role=dialog]';

/**
 * Gives the focus back to where it was before a dialog, once that is gone and left it nowhere. Dialogs that see to it themselves forget
 * where it was when they are opened again before they were gone.
 */
export function useFocusBack(): void {
  useEffect(() => {
    let before: HTMLElement | null = null;
    let isOver = false;
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return;
      isOver = target.closest(OVER) !== null;
      if (!isOver) before = target;
    };
    const changes = new MutationObserver(() => {
      if (!isOver || document.activeElement !== document.body) return;
      if (document.querySelector(OPEN_DIALOG) !== null) return;
      isOver = false;
      if (before !== null && before.checkVisibility()) before.focus();
      else focusList();
    });
    document.addEventListener('focusin', onFocus);
    changes.observe(document.body, { childList: true, subtree: true });
    return () => {
      changes.disconnect();
      document.removeEventListener('focusin', onFocus);
    };
  }, []);
}
