import { showToast } from './toast.ts';

/** A text to copy, and how it is called when that is said. */
export interface Copy {
  readonly text: string;
  readonly what: string;
}

/** Copies a text and says so; `what` names it where the text itself is long. */
export function copyToClipboard(text: string, what = 'it'): void {
  navigator.clipboard.writeText(text).then(
    () => showToast(what === 'it' ? 'Copied' : `Copied ${what}`),
    () => showToast('The browser does not let Stemma copy.'),
  );
}
