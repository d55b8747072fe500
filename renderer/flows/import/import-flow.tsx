import { useEffect, type ReactElement, type ReactNode } from 'react';
import type { RunningWork } from '../../../shared/api/deletion/clean-work.ts';
import { desktopApi } from '../../state/connection/desktop-api.ts';
import type { Opening } from '../../state/opening/use-opening.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { ImportDrop } from './drop/import-drop.tsx';
import { DroppingContext, useDroppingOf } from './drop/use-dropping.ts';
import { ImportsContext } from './use-imports.ts';
import { useImportsOf } from './use-imports-of.ts';

/** Around the window of a workspace: what is dropped, picked or pasted is looked at, from wherever in it. */
export function ImportFlow({
  running,
  opening,
  children,
}: {
  /** What is going on in the workspace, whoever asked for it. */
  readonly running: RunningWork | null;
  readonly opening: Opening;
  readonly children: ReactNode;
}): ReactElement {
  const { info } = useWorkspace();
  const imports = useImportsOf(info.id, running, opening);
  const { choose } = imports;
  useEffect(
    () =>
      desktopApi()?.onCommand((command) => {
        if (command.name === 'import') choose(command.what);
      }),
    [choose],
  );
  const dropping = useDroppingOf((drop) => imports.begin({ kind: 'drop', drop }));
  return (
    <ImportsContext value={imports}>
      <DroppingContext value={dropping}>
        {children}
        <ImportDrop busy={imports.busy} />
      </DroppingContext>
    </ImportsContext>
  );
}
