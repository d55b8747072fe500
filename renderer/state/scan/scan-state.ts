import { formatAge } from '../../../shared/text/duration.ts';

/** What became of the scan that this window asked for. */
export type ScanState =
  | { readonly kind: 'running' }
  | { readonly kind: 'done' }
  /** Another Stemma is writing the index. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Sooner than this is "just now". */
const MINUTE_MS = 60_000;

function lastScan(ago: number): string {
  return ago < MINUTE_MS ? 'Last scan just now' : `Last scan ${formatAge(ago)} ago`;
}

/** The end of a scan in a sentence; null while it runs. `ago` is the milliseconds since the last complete one. */
export function scanResultText(state: ScanState, ago: number | null): string | null {
  const last = ago === null ? null : lastScan(ago);
  switch (state.kind) {
    case 'running':
      return null;
    case 'done':
      return last;
    case 'elsewhere':
      return 'Another Stemma is scanning this workspace';
    case 'cancelled':
      return last === null ? 'Scan cancelled' : `Scan cancelled · ${last}`;
    case 'failed':
      return last === null ? 'Scan failed' : `Scan failed · ${last}`;
  }
}
