/** What was typed since the palette was asked for. */
interface Typed {
  readonly text: string;
  /** Whether Enter came after it. */
  readonly isEntered: boolean;
}

const NOTHING: Typed = { text: '', isEntered: false };

/** What listens for keys, and what it has heard; null where nothing does. */
let keeper: { typed: Typed; readonly onKey: (event: KeyboardEvent) => void } | null = null;

/** Whether a key is a command, and nothing that is typed. AltGr, which types `@` on many keyboards, says of itself that it is Ctrl and Alt. */
function isCommand(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
}

/** What is typed once a key was pressed; null where that types nothing. */
function withKey({ text, isEntered }: Typed, key: string): Typed | null {
  if (key === 'Enter') return { text, isEntered: true };
  const isLetter = [...key].length === 1;
  if (!isLetter && key !== 'Backspace') return null;
  // What comes behind Enter is no longer meant for the field.
  if (isEntered) return { text, isEntered };
  return { text: isLetter ? text + key : [...text].slice(0, -1).join(''), isEntered };
}

/**
 * Keeps what is typed from now on for the field of the palette, which comes some moments after it was asked for: whoever types on at once
 * is ahead of it, and the letters would go nowhere, or to what has the focus still.
 *
 * @param onEscape closes the palette, which does not hear Esc yet
 */
export function keepTyped(onEscape: () => void): void {
  if (keeper !== null) return;
  const onKey = (event: KeyboardEvent): void => {
    if (keeper === null || event.isComposing || isCommand(event)) return;
    if (event.key === 'Escape') {
      dropTyped();
      onEscape();
    } else {
      const typed = withKey(keeper.typed, event.key);
      if (typed === null) return;
      keeper.typed = typed;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  keeper = { typed: NOTHING, onKey };
  // Before all others: some of these letters are keys of the window.
  window.addEventListener('keydown', onKey, true);
}

/** Lets keys go where they went before. */
export function dropTyped(): void {
  takeTyped();
}

/** What was kept, for a field that has the focus now and hears all keys itself. */
export function takeTyped(): Typed {
  if (keeper === null) return NOTHING;
  const { typed, onKey } = keeper;
  keeper = null;
  window.removeEventListener('keydown', onKey, true);
  return typed;
}
