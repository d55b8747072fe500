import { describe, expect, it } from 'vitest';
import { isDark, nextThemeChoice, readThemeChoice, themeLabel } from '../../renderer/state/theme/theme.ts';

describe('the theme', () => {
  it('is as the system until somebody chooses', () => {
    expect(readThemeChoice(null)).toBe('system');
    expect(readThemeChoice('sepia')).toBe('system');
    expect(readThemeChoice('dark')).toBe('dark');
  });

  it('goes round', () => {
    expect(nextThemeChoice('system')).toBe('light');
    expect(nextThemeChoice('light')).toBe('dark');
    expect(nextThemeChoice('dark')).toBe('system');
  });

  it('is dark by choice, or by the system where nothing is chosen', () => {
    expect(isDark('dark', false)).toBe(true);
    expect(isDark('light', true)).toBe(false);
    expect(isDark('system', true)).toBe(true);
    expect(isDark('system', false)).toBe(false);
  });

  it('has a label for each choice', () => {
    expect(new Set((['system', 'light', 'dark'] as const).map(themeLabel)).size).toBe(3);
  });
});
