import { LockIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { WorkspaceInfo, WorkspaceStatus } from '../../../shared/api/workspace/workspace.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { useDelayed } from '../../kit/use-delayed.ts';
import { useNow } from '../../kit/use-now.ts';
import { scanResultText } from '../../state/scan/scan-state.ts';
import { plural } from '../../text/plural.ts';
import type { Scan } from '../../state/scan/use-scan.ts';
import { useClosedDatabase } from '../../state/workspace/use-closed-database.ts';
import { StatusProblems } from './status-problems.tsx';
import { CleaningWork, ScanWork, WaysWork } from './status-work.tsx';

/** Work that is over sooner shows no progress. */
const SILENT_MS = 300;

const TICK_MS = 10_000;

/** The bar below: work and how far it is, when the last scan was, what is wrong, whether the workspace is read-only. */
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
  const isScanShown = useDelayed(status.scan !== null, SILENT_MS);
  const areWaysShown = useDelayed(status.ways !== null, SILENT_MS);
  const isWorkShown = useDelayed(status.work !== null, SILENT_MS);
  const scannedAt = status.scannedAt;
  const result = scanResultText(scan.state, scannedAt === null ? null : Math.max(0, now - scannedAt));
  const statistics = useQuery(
    coreQueries.workspace.stats.queryOptions({ input: { workspace: info.id }, enabled: status.isReady }),
  ).data;
  const isKnown = useClosedDatabase() === null;
  const held = isKnown ? statistics?.totals : undefined;
  return (
    <footer className="status" aria-label="Status" data-pane>
      {!isReadable && <StateMark state="unreadable" text="Workspace not readable" />}
      {isScanShown && status.scan !== null && <ScanWork progress={status.scan} scan={scan} />}
      {areWaysShown && status.ways !== null && status.scan === null && <WaysWork ways={status.ways} />}
      {isWorkShown && status.work !== null && <CleaningWork work={status.work} />}
      {!(isScanShown || isWorkShown) && result !== null && (
        <span>
          {result}
          {isReadable &&
            held !== undefined &&
            ` · ${plural(held.records, 'record')} in ${plural(held.pipelines, 'pipeline')}`}
        </span>
      )}
      {(scan.state.kind === 'cancelled' || scan.state.kind === 'failed') && (
        <button type="button" onClick={scan.start}>
          Scan again
        </button>
      )}
      <span className="grow" />
      {isReadable && statistics !== undefined && <StatusProblems statistics={statistics} />}
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
