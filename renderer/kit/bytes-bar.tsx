import type { ReactElement } from 'react';

/** Below this share a hatched part can't be told from nothing. */
const LEAST_SHARED = 0.02;

function percent(part: number, whole: number): string {
  return whole <= 0 ? '0' : `${Math.max(part > 0 ? 1 : 0, Math.min(100, (part / whole) * 100))}%`;
}

/** Bytes against a maximum: exclusive ones solid, shared ones hatched. Says nothing that does not stand beside it as text. */
export function BytesBar({
  exclusive,
  shared = 0,
  max,
  tone = 'accent',
}: {
  readonly exclusive: number;
  readonly shared?: number;
  readonly max: number;
  readonly tone?: 'accent' | 'neutral' | 'warn';
}): ReactElement {
  return (
    <span className={`bar ${tone}`} aria-hidden>
      <i style={{ width: percent(exclusive, max) }} />
      {max > 0 && shared / max > LEAST_SHARED && (
        <i className="hatch" style={{ width: percent(shared, max) }} />
      )}
    </span>
  );
}
