import { ContrastIcon, LightbulbIcon, MoonIcon } from '@blueprintjs/icons';
import { useSyncExternalStore, type ReactElement } from 'react';
import { IconButton } from '../../kit/button.tsx';
import { themeLabel, type ThemeChoice } from '../../state/theme/theme.ts';
import { chooseNextTheme, onThemeChange, themeChoice } from '../../state/theme/theme-store.ts';

function icon(choice: ThemeChoice): ReactElement {
  switch (choice) {
    case 'system':
      return <ContrastIcon size={16} />;
    case 'light':
      return <LightbulbIcon size={16} />;
    case 'dark':
      return <MoonIcon size={16} />;
  }
}

/** Goes through the themes: as the system, light, dark. */
export function ThemeButton(): ReactElement {
  const choice = useSyncExternalStore(onThemeChange, themeChoice);
  return <IconButton label={themeLabel(choice)} icon={icon(choice)} onClick={chooseNextTheme} />;
}
