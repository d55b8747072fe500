import { CrossIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { RunningWork } from '../../../shared/api/deletion/clean-work.ts';
import type { ScanProgress, WaysProgress } from '../../../shared/api/workspace/workspace.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { progressShare, progressText } from '../../flows/deletion/progress-text.ts';
import { useCleaning } from '../../flows/deletion/use-cleaning.ts';
import { scanShare, scanText } from '../../state/scan/scan-text.ts';
import type { Scan } from '../../state/scan/use-scan.ts';
import { plural } from '../../text/plural.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { canStop, workText } from '../../text/work-text.ts';

/** How far a scan is; a window can give up the one that it asked for itself. */
export function ScanWork({
  progress,
  scan,
}: {
  readonly progress: ScanProgress;
  readonly scan: Scan;
}): ReactElement {
  const { sources } = useWorkspace().info.words;
  return (
    <Progress
      text={scanText(progress, sources)}
      name="Scan"
      share={scanShare(progress, sources)}
      cancel={scan.state.kind === 'running' ? { name: 'Cancel scan', run: scan.cancel } : null}
    />
  );
}

/** How far the ways of pipelines are that a large scan left: what shows them waits. */
export function WaysWork({ ways: { derived, total } }: { readonly ways: WaysProgress }): ReactElement {
  return (
    <Progress
      text={`Working out chains: ${formatCount(derived)} of ${plural(total, 'pipeline')}`}
      name="Working out chains"
      share={total === 0 ? null : derived / total}
      cancel={null}
    />
  );
}

/** How far a plan or a move is, whichever window asked for it. */
export function CleaningWork({ work: { kind, progress } }: { readonly work: RunningWork }): ReactElement {
  const { stop } = useCleaning();
  const name = workText(kind);
  return (
    <Progress
      text={`${name}: ${progressText(progress)}`}
      name={name}
      share={progressShare(progress)}
      cancel={canStop(kind) ? { name: 'Stop after the current file', run: stop } : null}
    />
  );
}

function Progress({
  text,
  name,
  share,
  cancel,
}: {
  readonly text: string;
  readonly name: string;
  /** From 0 to 1; null where nobody knows. */
  readonly share: number | null;
  readonly cancel: { readonly name: string; readonly run: () => void } | null;
}): ReactElement {
  return (
    <span className="work">
      <span className="trunc">{text}</span>
      <progress aria-label={name} max={1} {...(share === null ? {} : { value: share })} />
      {cancel !== null && (
        <button type="button" aria-label={cancel.name} title={cancel.name} onClick={cancel.run}>
          <CrossIcon size={12} />
        </button>
      )}
    </span>
  );
}
