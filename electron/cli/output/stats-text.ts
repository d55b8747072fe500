import { isGoneBlock } from '../../../shared/domain/known-use.ts';
import type { FindingKind } from '../../../shared/domain/finding.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { storeSizesText } from '../../../shared/text/store-text.ts';
import type {
  Totals,
  GroupTotals,
  Statistics,
  BlockingEntry,
} from '../../../shared/api/workspace/statistics.ts';
import type { StoreSizes } from '../../../shared/api/workspace/workspace.ts';
import type { Finding } from '../../../shared/api/workspace/findings.ts';
import type { StoreKind } from '../../registry/layouts/store/store.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { FILE_STATES, type FileState } from '../../../shared/domain/states.ts';
import { findingsText } from './findings-text.ts';
import { graceText } from './grace.ts';
import type { Page } from './page.ts';
import { counted, facts, heading, parts } from './sections.ts';
import { fileTone } from './states.ts';
import { table } from './table.ts';
import { settledText, unreadableText } from './unreadable.ts';

/** What text about statistics needs besides them. */
export interface StatsPage {
  readonly page: Page;
  /** How many classes are shown. */
  readonly top: number;
  readonly graceMs: number;
  /** What can't be read and keeps files from being orphans. */
  readonly blocking: readonly BlockingEntry[];
  /** Whether it is known which files are orphans: of all datasets, or of one. */
  readonly isOrphanKnown: (dataset?: string) => boolean;
  /** What of that the user has decided about. */
  readonly settled: readonly BlockingEntry[];
  /** What helps against findings, by their kind. */
  readonly commands: Readonly<Partial<Record<FindingKind, string>>>;
}

/** The answer to `stats`, as far as it is shown. */
type Shown = Omit<Statistics, 'blocking'> & {
  readonly workspace: string;
  readonly layout: string;
  readonly findings: readonly Finding[];
  readonly store?: StoreKind & StoreSizes;
};

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(1)} %`;
}

function overview(totals: Totals, page: Page): string {
  const missing = totals.missing_records - totals.unwritten_records;
  const missingFiles = totals.missing_files - totals.unwritten_files;
  const saved =
    totals.logical_bytes === 0
      ? ''
      : `${formatBytes(totals.saved_bytes)}, ${percent(totals.dedup_ratio_bytes)} of ${formatBytes(totals.logical_bytes)}`;
  return facts(
    [
      {
        name: 'On disk',
        value: `${formatBytes(totals.stored_bytes)} in ${counted(totals.files, 'file', page)}`,
      },
      {
        name: 'Records',
        value: `${page.count(totals.records)} in ${counted(totals.pipelines, 'pipeline', page)}`,
      },
      { name: 'Saved by sharing', value: saved },
      {
        name: 'Missing',
        value:
          missing === 0
            ? ''
            : `${counted(missingFiles, 'file', page)} that ${counted(missing, 'record', page)} ${missing === 1 ? 'names' : 'name'}`,
        tone: 'danger',
      },
      {
        name: 'Never written',
        value:
          totals.unwritten_records === 0
            ? ''
            : `${counted(totals.unwritten_files, 'file', page)} of variants that did not beat the best before them, which is normal`,
      },
    ],
    page,
  );
}

function undecidedText(blocking: readonly BlockingEntry[], { namer }: Page): string {
  if (blocking.length === 0) return 'a missing record may mean it';
  if (blocking.every(({ code }) => code === 'NEWER')) return 'a column that Stemma does not know may name it';
  return blocking.every(isGoneBlock)
    ? `its dataset has no ${namer.one}`
    : `something that can't be read may name it`;
}

interface StateRow {
  readonly state: FileState;
  readonly files: number;
  readonly bytes: number;
}

/** What a state means for a file, said where there are such files; "referenced" needs no words. */
function meaning(state: FileState, { blocking, page, graceMs }: StatsPage): string {
  switch (state) {
    case 'referenced':
      return '';
    case 'kept':
      return 'only a row names it that no chain uses';
    case 'orphan':
      return `no ${page.namer.one} names it`;
    case 'recent':
      return `younger than ${graceText(graceMs)} or of a pipeline that may be running`;
    case 'undecided':
      return undecidedText(blocking, page);
    case 'foreign':
      return 'not a name that nirs4all writes';
  }
}

function states({ totals }: Pick<Statistics, 'totals'>, options: StatsPage): string {
  const { page, isOrphanKnown } = options;
  const isKnown = ({ state }: StateRow): boolean => state !== 'orphan' || isOrphanKnown();
  const rows = FILE_STATES.map((state): StateRow => ({
    state,
    files: totals[`${state}_files`],
    bytes: totals[`${state}_bytes`],
  })).filter((row) => row.files > 0 || !isKnown(row));
  if (rows.every(({ files }) => files === 0)) return '';
  const columns = [
    { title: 'State', value: ({ state }: StateRow) => state, tone: ({ state }: StateRow) => fileTone(state) },
    {
      title: 'Files',
      value: (row: StateRow) => (isKnown(row) ? page.count(row.files) : '?'),
      align: 'right' as const,
    },
    {
      title: 'Size',
      value: (row: StateRow) => (isKnown(row) ? formatBytes(row.bytes) : '?'),
      align: 'right' as const,
    },
    {
      title: '',
      value: (row: StateRow) => (isKnown(row) ? meaning(row.state, options) : 'not known: see undecided'),
      tone: () => 'quiet' as const,
    },
  ];
  return heading('Stored files', page) + table(columns, rows, page, '  ');
}

function datasets(byDataset: Readonly<Record<string, Totals>>, { page, isOrphanKnown }: StatsPage): string {
  const rows = Object.entries(byDataset);
  if (rows.length === 0) return '';
  type Row = (typeof rows)[number];
  const bytesOf =
    (pick: (totals: Totals) => number) =>
    ([, totals]: Row) =>
      pick(totals) === 0 ? '' : formatBytes(pick(totals));
  const countOf =
    (pick: (totals: Totals) => number) =>
    ([, totals]: Row) =>
      page.count(pick(totals));
  const right = 'right' as const;
  const columns = [
    { title: 'Dataset', value: ([dataset]: Row) => dataset, shrinkTo: 16 },
    { title: 'Pipelines', value: countOf((totals) => totals.pipelines), align: right },
    { title: 'Records', value: countOf((totals) => totals.records), align: right },
    { title: 'Files', value: countOf((totals) => totals.files), align: right },
    { title: 'Size', value: ([, totals]: Row) => formatBytes(totals.stored_bytes), align: right },
    { title: 'Saved', value: bytesOf((totals) => totals.saved_bytes), align: right },
    {
      title: 'Orphans',
      value: (row: Row) => (isOrphanKnown(row[0]) ? bytesOf((totals) => totals.orphan_bytes)(row) : '?'),
      align: right,
      tone: () => 'warn' as const,
    },
    {
      title: 'Missing',
      value: ([, totals]: Row) => {
        const lost = totals.missing_records - totals.unwritten_records;
        return lost === 0 ? '' : page.count(lost);
      },
      align: right,
      tone: () => 'danger' as const,
    },
  ];
  return heading('Datasets', page) + table(columns, rows, page, '  ');
}

function groups(title: string, all: Readonly<Record<string, GroupTotals>>, top: number, page: Page): string {
  const sorted = Object.entries(all).toSorted(
    ([, one], [, other]) => other.stored_bytes - one.stored_bytes || other.records - one.records,
  );
  const rows = sorted.slice(0, top);
  if (rows.length === 0) return '';
  type Row = (typeof rows)[number];
  const columns = [
    { title, value: ([name]: Row) => name, shrinkTo: 24 },
    { title: 'Records', value: ([, { records }]: Row) => page.count(records), align: 'right' as const },
    { title: 'Files', value: ([, { files }]: Row) => page.count(files), align: 'right' as const },
    {
      title: 'Size',
      value: ([, { stored_bytes }]: Row) => formatBytes(stored_bytes),
      align: 'right' as const,
    },
  ];
  const rest = sorted.length - rows.length;
  const more =
    rest === 0 ? '' : `  ${page.style('quiet', `and ${page.count(rest)} more (--top ${sorted.length})`)}\n`;
  return heading(title === 'Type' ? 'Types' : 'Classes', page) + table(columns, rows, page, '  ') + more;
}

/** What lies beside a store, told as the store is. */
function manifestsText({ manifests }: Totals, page: Page): string {
  const title = heading('Manifests of nirs4all 0.6 and before', page);
  return `${title}  ${counted(manifests, 'manifest', page)}\n`;
}

/** A store, and what it takes. */
function storeText(store: StoreKind & StoreSizes, page: Page): string {
  const unread = store.database === 'store.duckdb' ? ', which Stemma does not read' : '';
  const title = `A store of nirs4all ${store.era} (${store.database})${unread}`;
  return `${heading(title, page)}  ${storeSizesText(store)}\n`;
}

/** Statistics on one page: first what can't be read, then totals, states, datasets, types, the largest classes. */
export function statsText(answer: Shown, options: StatsPage): string {
  const { page, top } = options;
  const { totals } = answer;
  const title = `${page.style('strong', escapeForTerminal(answer.workspace))}\n`;
  const store = answer.store === undefined ? '' : storeText(answer.store, page);
  const manifests = answer.layout === 'both' ? manifestsText(totals, page) : '';
  if (store !== '' && totals.pipelines === 0 && totals.files === 0 && answer.unreadable.length === 0) {
    return parts(title, manifests, store);
  }
  if (totals.pipelines === 0 && totals.files === 0 && answer.unreadable.length === 0) {
    return parts(
      title,
      findingsText(answer.findings, options.commands, page),
      'No artifacts yet. Run a pipeline with nirs4all in this workspace.\n',
    );
  }
  return parts(
    title,
    manifests,
    store,
    unreadableText(options.blocking, page),
    settledText(options.settled, page),
    findingsText(answer.findings, options.commands, page),
    overview(totals, page),
    states(answer, options),
    datasets(answer.by_dataset, options),
    groups('Type', answer.by_type, Number.POSITIVE_INFINITY, page),
    groups('Class', answer.by_class, top, page),
  );
}
