import { CrossIcon } from '@blueprintjs/icons';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from './button.tsx';

/** A message on top of a view, which stays until it is dismissed. Read out when it appears. */
export function NoticeBar({
  tone,
  text,
  details = null,
  actions = null,
  onDismiss = null,
}: {
  readonly tone: 'plain' | 'ok' | 'warn' | 'danger';
  readonly text: ReactNode;
  /** What most people need not read, folded away. */
  readonly details?: string | null;
  readonly actions?: ReactNode;
  readonly onDismiss?: (() => void) | null;
}): ReactElement {
  return (
    <div className={`notice ${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <div className="notice-text">
        {text}
        {details !== null && (
          <details>
            <summary>Details</summary>
            <pre className="mono">{details}</pre>
          </details>
        )}
      </div>
      <div className="acts">
        {actions}
        {onDismiss !== null && (
          <IconButton label="Dismiss" icon={<CrossIcon size={14} />} onClick={onDismiss} />
        )}
      </div>
    </div>
  );
}
