import { isDark, nextThemeChoice, readThemeChoice, type ThemeChoice } from './theme.ts';

const KEY = 'stemma.theme';

/** Blueprint's class; our tokens hang on it too. */
const DARK = 'bp6-dark';

const listeners = new Set<() => void>();
let choice: ThemeChoice = 'system';

/** The page's storage, or null where the browser forbids it: then a choice lasts as long as the page. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return null;
    throw error;
  }
}

function apply(): void {
  const dark = isDark(choice, window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle(DARK, dark);
}

/** Puts the chosen theme on the page, and follows the system from now on. Called once, before anything is drawn. */
export function setUpTheme(): void {
  choice = readThemeChoice(storage()?.getItem(KEY) ?? null);
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
  storage()?.setItem(KEY, choice);
  apply();
  for (const listener of listeners) listener();
}

/** Calls `listener` after each choice; the function that it returns ends that. */
export function onThemeChoice(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
