import { keepText, keptText } from '../../kit/page-storage.ts';
import { isDark, nextThemeChoice, readThemeChoice, type ThemeChoice } from './theme.ts';

const KEY = 'theme';

/** Blueprint's class; our tokens hang on it too. */
const DARK = 'bp6-dark';

/** The system has its own few colours, which every page has to use. */
const FORCED = '(forced-colors: active)';

const listeners = new Set<() => void>();
let choice: ThemeChoice = 'system';

function tell(): void {
  for (const listener of listeners) listener();
}

function apply(): void {
  const dark = isDark(choice, window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle(DARK, dark);
  tell();
}

/** Puts the chosen theme on the page, and follows the system from now on. Called once, before anything is drawn. */
export function setUpTheme(): void {
  choice = readThemeChoice(keptText(KEY));
  apply();
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  window.matchMedia(FORCED).addEventListener('change', tell);
}

/** What the user chose. */
export function themeChoice(): ThemeChoice {
  return choice;
}

/** Chooses the next theme and keeps it. */
export function chooseNextTheme(): void {
  chooseTheme(nextThemeChoice(choice));
}

/** Chooses a theme and keeps it. */
export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  keepText(KEY, choice);
  apply();
}

/** Whether the page is dark now, by choice or as the system is. */
export function isDarkNow(): boolean {
  return document.documentElement.classList.contains(DARK);
}

/** Which colours the page has now, by a name; for what is drawn by hand. */
export function shownColors(): string {
  const theme = isDarkNow() ? 'dark' : 'light';
  return window.matchMedia(FORCED).matches ? `${theme}, forced` : theme;
}

/** Calls `listener` whenever the theme or the colours may be others; the function that it returns ends that. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
