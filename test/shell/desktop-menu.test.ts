import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { DesktopCommand } from '../../shared/api/desktop.ts';
import { isOwnLink, LINKS } from '../../electron/shell/links.ts';
import { menuTemplate, type MenuFacts } from '../../electron/shell/menu.ts';

const recent = [{ id: 'a', path: '/w/R&D', isDemo: false, openedAt: 1 }];

function menu(facts: Partial<MenuFacts> = {}): {
  items: MenuItemConstructorOptions[];
  commands: DesktopCommand[];
} {
  const commands: DesktopCommand[] = [];
  const nothing = (): void => undefined;
  const template = menuTemplate(
    { platform: 'linux', isPackaged: true, recent, ...facts },
    {
      command: (command) => void commands.push(command),
      newWindow: nothing,
      about: nothing,
      licence: nothing,
      website: nothing,
    },
  );
  return { items: template.flatMap(flatten), commands };
}

function flatten(item: MenuItemConstructorOptions): MenuItemConstructorOptions[] {
  return [item, ...(Array.isArray(item.submenu) ? item.submenu.flatMap(flatten) : [])];
}

describe('the menu', () => {
  it('asks the window by named commands', () => {
    const { items, commands } = menu();
    for (const id of ['open', 'recent:a', 'import-files', 'import-folder', 'rescan']) {
      const item = items.find((one) => one.id === id);
      const click = item?.click as unknown as (() => void) | undefined;
      click?.();
    }
    expect(commands).toEqual([
      { name: 'choose-workspace' },
      { name: 'open-workspace', id: 'a' },
      { name: 'import', what: 'files' },
      { name: 'import', what: 'folder' },
      { name: 'rescan' },
    ]);
  });

  it('shows the names of folders as they are', () => {
    expect(menu().items.find(({ id }) => id === 'recent:a')?.label).toBe('/w/R&&D');
  });

  it('has tools for developers only where Stemma is built', () => {
    expect(menu().items.some(({ role }) => role === 'toggleDevTools')).toBe(false);
    expect(menu({ isPackaged: false }).items.some(({ role }) => role === 'toggleDevTools')).toBe(true);
  });

  it.each(['linux', 'win32', 'darwin'])('has each item once on %s', (platform) => {
    const ids = menu({ platform }).items.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ['open', 'new-window', 'close', 'quit', 'about', 'licence']) expect(ids).toContain(id);
  });
});

describe('links', () => {
  it('are ours, and https', () => {
    for (const link of Object.values(LINKS)) {
      expect(new URL(link).protocol).toBe('https:');
      expect(isOwnLink(link)).toBe(true);
      expect(isOwnLink(`${link}/evil`)).toBe(false);
    }
    expect(isOwnLink('file:///etc/passwd')).toBe(false);
  });
});
