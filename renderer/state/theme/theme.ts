/** What the user chose; `system` follows the system, also when it changes. */
export type ThemeChoice = 'system' | 'light' | 'dark';

/** In the order in which the button goes through them. */
const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** Reads what was kept; anything else is `system`. */
export function readThemeChoice(kept: string | null): ThemeChoice {
  return CHOICES.find((choice) => choice === kept) ?? 'system';
}

/** What the button chooses next. */
export function nextThemeChoice(choice: ThemeChoice): ThemeChoice {
  return CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length] ?? 'system';
}

/** Whether the window is dark. */
export function isDark(choice: ThemeChoice, systemIsDark: boolean): boolean {
  return choice === 'dark' || (choice === 'system' && systemIsDark);
}

/** What the theme button says. */
export function themeLabel(choice: ThemeChoice): string {
  switch (choice) {
    case 'system':
      return 'Theme: as the system';
    case 'light':
      return 'Theme: light';
    case 'dark':
      return 'Theme: dark';
  }
}
