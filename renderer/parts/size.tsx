import type { ReactElement } from 'react';
import { exactBytes, formatBytes } from '../../shared/text/format-number.ts';

/** A size with three digits; the exact one is the tooltip. */
export function Size({ bytes }: { readonly bytes: number }): ReactElement {
  return <span title={exactBytes(bytes)}>{formatBytes(bytes)}</span>;
}
