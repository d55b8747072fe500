import { useEffect, type ReactElement } from 'react';
import type { ScanProgress, WorkspaceInfo, WorkspaceStatus } from '../../shared/api/workspace.ts';
import { desktopApi } from '../connection/desktop-api.ts';
import { Overview } from '../overview/overview.tsx';
import { useDelayed } from '../parts/use-delayed.ts';
import { scanAnnouncement } from '../scan/announcement.ts';
import { useScan } from '../scan/use-scan.ts';
import type { Opening } from '../start/use-opening.ts';
import { Notices } from './notices.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';

/** A scan that is over sooner is not read out. */
const SILENT_MS = 300;

/** The window on a workspace that is open. It is scanned when it is first shown, and whenever the user asks. */
export function OpenWorkspace({
  info,
  status,
  seen,
  opening,
}: {
  readonly info: WorkspaceInfo;
  readonly status: WorkspaceStatus;
  /** See {@link ../workspace/use-watch.ts}: how far the scan is, or was. */
  readonly seen: ScanProgress | null;
  readonly opening: Opening;
}): ReactElement {
  const scan = useScan(info.id);
  const { start } = scan;
  useEffect(
    () =>
      desktopApi()?.onCommand((command) => {
        if (command.name === 'rescan') start();
      }),
    [start],
  );
  const isReadOut = useDelayed(true, SILENT_MS);
  return (
    <div className="app">
      <TopBar info={info} />
      <main className="main">
        <Notices notices={status.notices} scan={scan} opening={opening} isScanning={status.scan !== null} />
        <Overview
          key={info.id}
          workspace={info.id}
          isReady={status.isReady}
          seen={seen}
          onRescan={scan.start}
        />
      </main>
      <StatusBar info={info} status={status} scan={scan} />
      <div className="sr" role="status">
        {isReadOut ? scanAnnouncement(scan.state, status.scan) : ''}
      </div>
    </div>
  );
}
