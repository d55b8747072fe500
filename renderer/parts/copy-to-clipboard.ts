import { say } from './saying.ts';

/** Copies a text and says so; `what` names it where the text itself is long. */
export function copyToClipboard(text: string, what = 'it'): void {
  navigator.clipboard.writeText(text).then(
    () => say(what === 'it' ? 'Copied' : `Copied ${what}`),
    () => say('The browser does not let Stemma copy.'),
  );
}
