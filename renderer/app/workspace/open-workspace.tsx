import { useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useMemo, useState, type ReactElement } from 'react';
import type {
  ScanProgress,
  WorkspaceInfo,
  WorkspaceStatus,
} from '../../../shared/api/workspace/workspace.ts';
import { CleaningContext, useCleaning, useCleaningOf } from '../../flows/deletion/use-cleaning.ts';
import { ExportContext, useExport, useExportOf } from '../../flows/export/use-export.ts';
import { DropNotice } from '../../flows/import/drop/drop-notice.tsx';
import { ImportFlow } from '../../flows/import/import-flow.tsx';
import { useConnections } from '../../state/connection/use-connections.ts';
import { desktopApi } from '../../state/connection/desktop-api.ts';
import { escape } from '../../kit/escapes.ts';
import { lazily, loadAll } from '../../kit/lazily.tsx';
import { ToastBar } from '../../kit/toast-bar.tsx';
import { useDelayed } from '../../kit/use-delayed.ts';
import { useFocusBack } from '../../kit/use-focus-back.ts';
import { useIdle } from '../../kit/use-idle.ts';
import { dropTyped, keepTyped } from '../../palette/typed-ahead.ts';
import { writeSelection } from '../../state/route/selection.ts';
import { onSelection } from '../../state/route/selection-events.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { scanAnnouncement } from '../../state/scan/announcement.ts';
import { useScan } from '../../state/scan/use-scan.ts';
import { InspectorPane } from '../shell/inspector-pane.tsx';
import { Nav } from '../shell/nav.tsx';
import { focusList, hasInspectorFocus } from '../../kit/panes.ts';
import { StatusBar } from '../shell/status-bar.tsx';
import { TopBar } from '../shell/top-bar.tsx';
import { duringWork } from '../../text/work-text.ts';
import { useShellKeys } from '../shell/use-shell-keys.ts';
import type { Opening } from '../../state/opening/use-opening.ts';
import type { OpenDialog } from './dialogs.tsx';
import { Notices } from './notices.tsx';
import { StoreNotice } from './store-notice.tsx';
import { useWorkspace, WorkspaceContext } from '../../state/workspace/use-workspace.ts';
import { ShownView } from './shown-view.tsx';
import { UnreadablePage, wholeProblem } from './unreadable-page.tsx';

const Inspector = lazily(
  () => import('../../inspector/inspector.tsx').then((file) => file.Inspector),
  <div aria-busy="true" className="grow" />,
);
const Palette = lazily(() => import('../../palette/palette.tsx').then((file) => file.Palette));
const Results = lazily(() => import('./results.tsx').then((file) => file.Results));
const Dialogs = lazily(() => import('./dialogs.tsx').then((file) => file.Dialogs));

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
  const { isReady, revision, scannedAt } = status;
  const shown = useMemo(
    () => ({ info, isReady, revision, scannedAt, rescan: start }),
    [info, isReady, revision, scannedAt, start],
  );
  const cleaning = useCleaningOf(info.id, status.work !== null);
  const exporting = useExportOf(info.id);
  const isReadOut = useDelayed(true, SILENT_MS);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const close = (): void => setDialog(null);
  const isIdle = useIdle();
  useFocusBack();
  useEffect(() => {
    if (isIdle) void loadAll();
  }, [isIdle]);
  const { coreQueries } = useConnections();
  const statistics = useQuery(
    coreQueries.workspace.stats.queryOptions({ input: { workspace: info.id }, enabled: isReady }),
  ).data;
  const problem = statistics === undefined ? null : wholeProblem(statistics.unreadable, info.words.marks);
  return (
    <WorkspaceContext value={shown}>
      <CleaningContext value={cleaning}>
        <ExportContext value={exporting}>
          <ImportFlow running={status.work} opening={opening}>
            <Frame
              opening={opening}
              isIdle={isIdle}
              dialog={dialog}
              onDialog={setDialog}
              notices={
                <>
                  <StoreNotice info={info} />
                  <DropNotice />
                  <Notices
                    readOnly={info.readOnly}
                    notices={status.notices}
                    scan={scan}
                    opening={opening}
                    underWay={underWay(status)}
                  />
                </>
              }
              isReadable={problem === null}
              view={
                problem === null ? (
                  <ShownView seen={seen} />
                ) : (
                  <UnreadablePage folder={`${info.parent}/${info.name}`} problem={problem} onRetry={start} />
                )
              }
              statusBar={
                <StatusBar
                  info={info}
                  status={status}
                  scan={scan}
                  isReadable={problem === null}
                  onKeys={() => setDialog('keys')}
                />
              }
            />
            {(isIdle ||
              dialog !== null ||
              cleaning.review !== null ||
              status.work !== null ||
              exporting.work !== null) && <Dialogs dialog={dialog} onClose={close} />}
          </ImportFlow>
        </ExportContext>
        <ToastBar />
        <div className="sr" role="status">
          {isReadOut ? scanAnnouncement(scan.state, status.scan, info.words.sources) : ''}
        </div>
      </CleaningContext>
    </WorkspaceContext>
  );
}

/** What the core is doing, for when it stops in the middle of it. */
function underWay({ work, scan }: WorkspaceStatus): string | null {
  if (work !== null) return duringWork(work.kind);
  return scan === null ? null : 'during the scan';
}

/** The parts of the window around a view, and the keys that work everywhere in it. */
function Frame({
  opening,
  isIdle,
  dialog,
  onDialog,
  isReadable,
  notices,
  view,
  statusBar,
}: {
  readonly opening: Opening;
  /** Whether what the first view does not need may be fetched. */
  readonly isIdle: boolean;
  readonly dialog: OpenDialog | null;
  readonly onDialog: (dialog: OpenDialog | null) => void;
  /** Without its folders there are no views to go to. */
  readonly isReadable: boolean;
  readonly notices: ReactElement;
  readonly view: ReactElement;
  readonly statusBar: ReactElement;
}): ReactElement {
  const { info, rescan } = useWorkspace();
  const { place, go } = usePlace();
  const [isHidden, setHidden] = useState(false);
  const { selection } = place;
  const inspector = selection === null ? 'nothing' : isHidden ? 'closed' : 'open';
  const toggleInspector = (): void => {
    if (selection === null) return;
    // What has the focus in it is about to go.
    if (!isHidden && hasInspectorFocus()) focusList();
    setHidden(!isHidden);
  };
  const openPalette = (): void => {
    keepTyped(() => onDialog(null));
    onDialog('palette');
  };
  // Also where it was closed, or something else opened, before it was there.
  useLayoutEffect(() => (dialog === 'palette' ? dropTyped : undefined), [dialog]);
  useShellKeys({
    palette: openPalette,
    keys: () => onDialog('keys'),
    undo: () => onDialog('undo'),
    inspector: toggleInspector,
    rescan,
    escape: () => {
      if (escape('question')) return;
      if (selection !== null) {
        go({ selection: null, tab: null });
        focusList();
      } else if (!escape('checked') && place.text !== '') {
        go({ text: '' });
      }
    },
  });
  const isCleaned = useCleaning().ended !== null;
  const hasResults = useExport().ended !== null || isCleaned;
  // What is selected anew is to be seen.
  const selected = selection === null ? null : writeSelection(selection);
  useEffect(() => setHidden(false), [selected]);
  useEffect(() => onSelection(() => setHidden(false)), []);
  return (
    <div className="app">
      <TopBar
        info={info}
        opening={opening}
        inspector={inspector}
        onSearch={openPalette}
        onInspector={toggleInspector}
      />
      {isReadable && <Nav />}
      <main className="main" data-pane>
        {notices}
        {hasResults && <Results />}
        {view}
      </main>
      {inspector === 'open' && selection !== null && isReadable && (
        <InspectorPane>
          <Inspector selection={selection} />
        </InspectorPane>
      )}
      {statusBar}
      {(isIdle || dialog === 'palette') && (
        <Palette
          isOpen={dialog === 'palette'}
          opening={opening}
          onClose={() => onDialog(null)}
          onKeys={() => onDialog('keys')}
          onInspector={toggleInspector}
          onUndo={() => onDialog('undo')}
        />
      )}
    </div>
  );
}
