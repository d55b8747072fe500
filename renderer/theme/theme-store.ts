import { keepText, keptText } from '../parts/page-storage.ts';
import { isDark, nextThemeChoice, readThemeChoice, type ThemeChoice } from './theme.ts';

const KEY = 'theme';

/** Blueprint's class; our tokens hang on it too. */
const DARK = 'bp6-dark';

const listeners = new Set<() => void>();
let choice: ThemeChoice = 'system';

function apply(): void {
  const dark = isDark(choice, window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle(DARK, dark);
}

/** Puts the chosen theme on the page, and follows the system from now on. Called once, before anything is drawn. */
export function setUpTheme(): void {
  choice = readThemeChoice(keptText(KEY));
  apply();
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
}

/** What the user chose. */
export function themeChoice(): ThemeChoice {
  return choice;
}

/** Chooses the next theme and keeps it. */
export function chooseNextTheme(): void {
  choice = nextThemeChoice(choice);
  keepText(KEY, choice);
  apply();
  for (const listener of listeners) listener();
}

/** Calls `listener` after each choice; the function that it returns ends that. */
export function onThemeChoice(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
