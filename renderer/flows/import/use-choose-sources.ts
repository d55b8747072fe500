import { useCallback } from 'react';
import { useConnections } from '../../state/connection/use-connections.ts';
import { takenOfFiles } from '../../state/drops/take-transfer.ts';
import { useDropping } from './drop/use-dropping.ts';
import { useImports } from './use-imports.ts';

/** Asks for what is to be imported: on the desktop with the system's dialog, in a browser with its own, which takes files and folders apart. */
export function useChooseSources(): (what: 'files' | 'folder') => void {
  const { drops } = useConnections();
  const { choose } = useImports();
  const { take } = useDropping();
  return useCallback(
    (what) => {
      if (drops === null) return choose(what);
      const input = document.createElement('input');
      input.type = 'file';
      input.multiple = true;
      input.webkitdirectory = what === 'folder';
      input.addEventListener('change', () => {
        if (input.files !== null && input.files.length > 0) take(takenOfFiles([...input.files]));
      });
      input.click();
    },
    [drops, choose, take],
  );
}
