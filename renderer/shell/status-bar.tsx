import { CrossIcon, LockIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { WorkspaceInfo, WorkspaceStatus } from '../../shared/api/workspace.ts';
import { useConnections } from '../connection/use-connections.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { useDelayed } from '../parts/use-delayed.ts';
import { useNow } from '../parts/use-now.ts';
import { scanResultText } from '../scan/scan-state.ts';
import { scanShare, scanText } from '../scan/scan-text.ts';
import { plural } from '../text/plural.ts';
import type { Scan } from '../scan/use-scan.ts';

/** Work that is over sooner shows no progress. */
const SILENT_MS = 300;

const TICK_MS = 10_000;

/** The bar below: the scan and how far it is, when the last one was, whether the workspace is read-only. */
export function StatusBar({
  info,
  status,
  scan,
  isReadable,
  onKeys,
}: {
  readonly info: WorkspaceInfo;
  readonly status: WorkspaceStatus;
  readonly scan: Scan;
  /** Whether its folders can be read. */
  readonly isReadable: boolean;
  readonly onKeys: () => void;
}): ReactElement {
  const { coreQueries } = useConnections();
  const now = useNow(TICK_MS);
  const progress = status.scan;
  const isShown = useDelayed(progress !== null, SILENT_MS);
  const scannedAt = status.scannedAt;
  const result = scanResultText(scan.state, scannedAt === null ? null : Math.max(0, now - scannedAt));
  const held = useQuery(
    coreQueries.workspace.stats.queryOptions({ input: { workspace: info.id }, enabled: status.isReady }),
  ).data?.totals;
  const share = progress === null ? null : scanShare(progress);
  return (
    <footer className="status" aria-label="Status" data-pane>
      {!isReadable && <StateMark state="unreadable" text="Workspace not readable" />}
      {isShown && progress !== null ? (
        <span className="work">
          <span>{scanText(progress)}</span>
          <progress aria-label="Scan" max={1} {...(share === null ? {} : { value: share })} />
          {scan.state.kind === 'running' && (
            <button type="button" aria-label="Cancel scan" title="Cancel scan" onClick={scan.cancel}>
              <CrossIcon size={12} />
            </button>
          )}
        </span>
      ) : (
        result !== null && (
          <span>
            {result}
            {isReadable &&
              held !== undefined &&
              ` · ${plural(held.records, 'record')} in ${plural(held.manifests, 'manifest')}`}
          </span>
        )
      )}
      {(scan.state.kind === 'cancelled' || scan.state.kind === 'failed') && (
        <button type="button" onClick={scan.start}>
          Scan again
        </button>
      )}
      <span className="grow" />
      {info.readOnly !== null && (
        <span title={info.readOnly}>
          <LockIcon size={12} /> Read-only workspace
        </span>
      )}
      <button type="button" onClick={onKeys}>
        Keys <kbd>?</kbd>
      </button>
    </footer>
  );
}
