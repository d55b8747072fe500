import { useEffect } from 'react';
import { desktopApi } from '../connection/desktop-api.ts';
import type { Opening } from './use-opening.ts';

/** Opens what the desktop app's menu asks for. */
export function useDesktopOpening({ open }: Opening): void {
  useEffect(
    () =>
      desktopApi()?.onCommand((command) => {
        if (command.name === 'choose-workspace') open((host) => host.workspaces.choose());
        if (command.name === 'open-workspace') open((host) => host.workspaces.open({ id: command.id }));
      }),
    [open],
  );
}
