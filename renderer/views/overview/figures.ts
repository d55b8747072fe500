import type { Overview } from '../../../shared/api/workspace/overview.ts';
import type { TrashTotals } from '../../../shared/api/deletion/trash-parts.ts';
import type { LayoutWords } from '../../../shared/api/workspace/layout-words.ts';
import type { ScanProgress } from '../../../shared/api/workspace/workspace.ts';
import { exactBytes, formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import type { PlaceChange } from '../../state/route/place.ts';
import { NOT_KNOWN, UNKNOWN } from '../../text/known-numbers.ts';
import { foundText } from '../../state/scan/scan-text.ts';
import { plural } from '../../text/plural.ts';

/** One number of the overview. */
export interface Figure {
  readonly id: 'disk' | 'records' | 'saved' | 'orphans' | 'missing' | 'trash';
  readonly label: string;
  readonly value: string;
  /** The line below. */
  readonly detail: string;
  /** The number to the digit, for the tooltip; null where it is not known. */
  readonly exact: string | null;
  /** Whether it counts something that is not as it should be. */
  readonly isAmiss: boolean;
  /** What it counts, where a view shows that. */
  readonly leadsTo: PlaceChange | null;
}

/** Stands for what is not known yet, which is never 0. */
const NOT_YET = '…';

const LABELS = {
  disk: 'On disk',
  records: 'Records',
  saved: 'Saved by sharing',
  orphans: 'Orphans',
  missing: 'Missing',
  trash: 'In trash',
} as const satisfies Record<Figure['id'], string>;

function figure(
  id: Figure['id'],
  rest: Pick<Figure, 'value' | 'detail' | 'exact'> & Partial<Figure>,
  own?: PlaceChange,
): Figure {
  return { id, label: LABELS[id], isAmiss: false, ...rest, leadsTo: own ?? null };
}

/** All stored files, the largest first. */
const ALL_FILES: PlaceChange = { view: 'artifacts', own: { show: 'files' } };

/** All records in the order of a column, and not only those that were shown there last. */
const records = (sort: string | null): PlaceChange => ({
  view: 'artifacts',
  own: sort === null ? {} : { sort },
});

function orphans({ usage: { orphan, undecided }, orphans_known: isKnown }: Overview): Figure {
  const files = plural(orphan.files, 'file');
  const cleanUp = (rest: Parameters<typeof figure>[1], category?: string): Figure =>
    figure('orphans', rest, {
      view: 'clean-up',
      own: category === undefined ? {} : { cat: category },
    });
  if (!isKnown) {
    const detail = undecided.files === 0 ? 'not known' : `${plural(undecided.files, 'file')} undecided`;
    const exact = undecided.files === 0 ? NOT_KNOWN : `${exactBytes(undecided.bytes)} undecided`;
    return cleanUp({ value: UNKNOWN, detail, exact, isAmiss: true }, 'undecided');
  }
  if (undecided.files === 0) {
    return cleanUp({
      value: formatBytes(orphan.bytes),
      detail: files,
      exact: exactBytes(orphan.bytes),
      isAmiss: orphan.files > 0,
    });
  }
  if (orphan.files === 0) {
    return cleanUp(
      {
        value: 'undecided',
        detail: `${plural(undecided.files, 'file')}, ${formatBytes(undecided.bytes)}`,
        exact: `${exactBytes(undecided.bytes)} undecided`,
        isAmiss: true,
      },
      'undecided',
    );
  }
  return cleanUp({
    value: formatBytes(orphan.bytes),
    detail: `${files}, ${formatCount(undecided.files)} undecided`,
    exact: `${exactBytes(orphan.bytes)}, ${exactBytes(undecided.bytes)} undecided`,
    isAmiss: true,
  });
}

function savedDetail(saved: number, logical: number): string {
  if (logical === 0) return '';
  return `${Math.round((saved / logical) * 100)} % of ${formatBytes(logical)}`;
}

/** What was cleaned up and takes its space still. */
function inTrash(trash: TrashTotals | null): Figure {
  if (trash === null) return figure('trash', { value: NOT_YET, detail: '', exact: null }, { view: 'trash' });
  const detail = trash.files === 0 ? 'nothing' : 'still on this disk';
  const exact = `${exactBytes(trash.bytes)} in ${plural(trash.files, 'file')}`;
  return figure('trash', { value: formatBytes(trash.bytes), detail, exact }, { view: 'trash' });
}

/** Records whose file is lost; what was never written is told beside them, for the list that they lead to has both. */
function missing({ missing_records: all, unwritten_records: unwritten }: Overview): Figure {
  const lost = all - unwritten;
  const ofLost = lost === 1 ? 'record without a file' : 'records without a file';
  const never = `${formatCount(unwritten)} ${lost === 0 ? '' : 'more '}never written`;
  return figure(
    'missing',
    {
      value: formatCount(lost),
      detail: unwritten === 0 ? ofLost : never,
      exact:
        unwritten === 0
          ? plural(lost, 'record')
          : `${plural(lost, 'record')}; besides ${plural(unwritten, 'record')} of variants that did not beat the best before them, whose files were never written`,
      isAmiss: lost > 0,
    },
    all === 0 ? undefined : { view: 'artifacts', own: { state: 'missing' } },
  );
}

/**
 * The numbers of a workspace, or of one dataset.
 *
 * @param trash what the trash of the whole workspace holds; null while that is not known
 * @param isClosed whether all pipelines are in a database that can't be read, so that nobody knows what its records are
 */
export function figuresOf(
  overview: Overview,
  trash: TrashTotals | null,
  isClosed: boolean = false,
): readonly Figure[] {
  const { stored, pipelines, runs, logical_bytes, saved_bytes } = overview;
  if (isClosed) {
    const closed = { value: UNKNOWN, detail: 'not known', exact: NOT_KNOWN };
    return figuresOf(overview, trash).map((one) =>
      one.id === 'records' || one.id === 'saved' || one.id === 'missing' ? figure(one.id, closed) : one,
    );
  }
  return [
    figure(
      'disk',
      {
        value: formatBytes(stored.bytes),
        detail: plural(stored.files, 'file'),
        exact: exactBytes(stored.bytes),
      },
      ALL_FILES,
    ),
    figure(
      'records',
      {
        value: formatCount(overview.records),
        detail: `${plural(pipelines, 'pipeline')}, ${plural(runs, 'run')}`,
        exact: plural(overview.records, 'record'),
      },
      records(null),
    ),
    figure(
      'saved',
      {
        value: formatBytes(saved_bytes),
        detail: savedDetail(saved_bytes, logical_bytes),
        exact: `${exactBytes(saved_bytes)} of ${exactBytes(logical_bytes)}`,
      },
      records('-used'),
    ),
    orphans(overview),
    missing(overview),
    inTrash(trash),
  ];
}

/**
 * The numbers during a first scan: what was found so far, and nothing of what only a complete scan can tell.
 *
 * @param seen how far the scan is, or was when it ended without a result; null before it found anything
 */
export function figuresSoFar(seen: ScanProgress | null, sources: LayoutWords['sources']): readonly Figure[] {
  const unknown = { value: NOT_YET, detail: '', exact: null };
  const later = { ...unknown, detail: 'once the scan is complete' };
  // A walk that has just begun has seen nothing, which is not the same as that there is nothing.
  const progress = seen?.phase === 'look' && seen.files === 0 ? null : seen;
  return [
    figure(
      'disk',
      progress === null
        ? unknown
        : {
            value: formatBytes(progress.bytes),
            detail: `${plural(progress.files, 'file')} so far`,
            exact: exactBytes(progress.bytes),
          },
    ),
    figure(
      'records',
      progress === null
        ? unknown
        : {
            value:
              progress.phase === 'look' && progress.records === 0 ? NOT_YET : formatCount(progress.records),
            detail: foundText(progress.manifests, sources),
            exact: plural(progress.records, 'record'),
          },
    ),
    figure('saved', unknown),
    figure('orphans', later),
    figure('missing', later),
    figure('trash', unknown),
  ];
}
