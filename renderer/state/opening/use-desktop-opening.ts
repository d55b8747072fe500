import { useEffect } from 'react';
import { desktopApi } from '../connection/desktop-api.ts';
import type { Opening } from './use-opening.ts';

/** What is dragged out of a web page or an archive has no place on a disk. */
const NOT_ON_DISK = 'What was dropped is not a folder on this computer.';

/** Opens what the desktop app's menu asks for, and folders that are dropped anywhere on the window. */
export function useDesktopOpening({ open, refuse }: Opening): void {
  useEffect(() => {
    const desktop = desktopApi();
    if (desktop === null) return undefined;
    const stop = desktop.onCommand((command) => {
      if (command.name === 'choose-workspace') open((host) => host.workspaces.choose());
      if (command.name === 'open-workspace') open((host) => host.workspaces.open({ id: command.id }));
    });
    const over = (event: DragEvent): void => event.preventDefault();
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      desktop.drop(files).then(
        (id) => open((host) => host.workspaces.openDropped({ drop: id })),
        () => refuse({ code: 'NOT_HERE', data: { reason: NOT_ON_DISK } }),
      );
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      stop();
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [open, refuse]);
}
