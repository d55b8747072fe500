import type { Command } from 'commander';
import { ok } from '../../../shared/domain/result.ts';
import type { ShownRecord } from '../../../shared/api/records/records.ts';
import type { QueryContext } from '../../registry/state/context.ts';
import { spelledDataset } from '../../registry/state/spelled.ts';
import type { SqlRecordQuery } from '../../registry/state/record-filter.ts';
import { runsByManifest } from '../../registry/ask/find/find.ts';
import { listAsksWays, type RecordOrder } from '../../registry/ask/records/page-sql.ts';
import { listRecords, type StreamedPage } from '../../registry/ask/records/record-list.ts';
import { examples } from '../options/examples.ts';
import { branch, fold, hashPrefix, searchText, wholeNumber } from '../options/parse.ts';
import { recordOrder } from '../options/sort.ts';
import { jsonArray, jsonText } from '../../../shared/text/json-text.ts';
import type { Page } from '../output/page.ts';
import { recordColumns } from '../output/record-columns.ts';
import { counted } from '../output/sections.ts';
import { head, layOut, rowLine } from '../output/table.ts';
import type { Asked, Session } from '../session.ts';
import { manifestPath } from '../workspace/paths.ts';

interface ListOptions {
  readonly dataset?: string;
  readonly type?: string;
  readonly class?: string;
  readonly pipeline?: string;
  readonly manifest?: string;
  readonly step?: number;
  readonly branch?: number[];
  readonly source?: number;
  readonly fold?: number | 'all';
  readonly chain?: string;
  readonly chainPrefix?: string;
  readonly hash?: string;
  readonly customName?: string;
  readonly text?: string;
  readonly sort: RecordOrder;
  readonly limit?: number;
  readonly offset: number;
  readonly ndjson?: true;
}

/** Records are fetched in pages of this many, so that a list of any length takes the same memory. */
const PAGE = 500;

function filterOf({ workspace }: Asked, options: ListOptions): SqlRecordQuery {
  const {
    sort: _sort,
    limit: _limit,
    offset: _offset,
    ndjson: _ndjson,
    manifest,
    chainPrefix,
    customName,
    dataset,
    type,
    fold: foldId,
    ...rest
  } = options;
  return {
    ...rest,
    types: type === undefined ? undefined : [type],
    folds: foldId === undefined ? undefined : [foldId],
    dataset: dataset === undefined ? undefined : spelledDataset(workspace.index, dataset),
    chain_prefix: chainPrefix,
    custom_name: customName,
    manifest: manifest === undefined ? undefined : manifestPath(workspace, manifest),
  };
}

/** The pages that the options ask for, each begun where the one before ended. */
function* pagesOf(
  context: QueryContext,
  filter: SqlRecordQuery,
  options: ListOptions,
): Generator<readonly ShownRecord[], void> {
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  let after: StreamedPage['next'] = null;
  do {
    const limit = Math.min(PAGE, left);
    const start = after === null ? { offset: options.offset } : { after };
    const page: StreamedPage = listRecords(context, filter, options.sort, { limit, ...start });
    left -= page.records.length;
    after = page.next;
    if (page.records.length > 0) yield page.records;
  } while (after !== null && left > 0);
}

function* eachOf(pages: Iterable<readonly ShownRecord[]>): Generator<ShownRecord, void> {
  for (const records of pages) yield* records;
}

/** A table whose columns are laid out by its first page. */
function* textOf(
  pages: Iterable<readonly ShownRecord[]>,
  runs: ReadonlyMap<string, string>,
  page: Page,
): Generator<string, null> {
  let shown = 0;
  let layout: ReturnType<typeof layOut<ShownRecord>> | null = null;
  for (const records of pages) {
    if (layout === null) {
      layout = layOut(recordColumns(page, runs), records, page.width);
      yield head(layout, page);
    }
    for (const record of records) yield rowLine(layout, record, page);
    shown += records.length;
  }
  yield shown === 0 ? 'No record matches.\n' : `\n${counted(shown, 'record', page)}.\n`;
  return null;
}

function* linesOf(records: Iterable<ShownRecord>): Generator<string, null> {
  for (const record of records) yield `${jsonText(record)}\n`;
  return null;
}

function* arrayOf(records: Iterable<ShownRecord>): Generator<string, null> {
  yield* jsonArray(records);
  yield '\n';
  return null;
}

/** `stemma list`. */
export function addListCommand(program: Command, session: Session): void {
  program
    .command('list')
    .description('The records of all pipelines; filters are combined with AND')
    .option('--dataset <name>', 'of a dataset')
    .option(
      '--type <type>',
      'model, transformer, splitter, encoder, meta_model, or unknown for items without one',
    )
    .option('--class <name>', 'of a class, such as PLSRegression')
    .option('--pipeline <id>', 'of a pipeline id')
    .option('--manifest <path>', 'of one manifest')
    .option('--step <n>', 'of a step, from 1', wholeNumber(0))
    .option('--branch <path>', "of a branch: 0, 0.1, or '' for the trunk", branch)
    .option('--source <n>', 'of an input source, from 0', wholeNumber(0))
    .option('--fold <n>', 'of a fold, or all for artifacts that all folds share', fold)
    .option('--chain <path>', 'with exactly this chain path')
    .option('--chain-prefix <path>', 'whose chain path begins so')
    .option('--hash <digits>', 'whose content hash begins so', hashPrefix)
    .option('--custom-name <name>', 'with a custom name')
    .option(
      '--text <words>',
      'that hold all words and "quoted phrases" (in class, derived chain, names, pipeline, run, file, hash, parameters), short names (SNV), name=value, name>5, class:PLS; -word leaves out',
      searchText,
    )
    .option('--sort <key>', 'such as created_at; -key or key:desc for the largest first', recordOrder, {
      by: 'place',
    })
    .option('--limit <n>', 'at most so many', wholeNumber(0))
    .option('--offset <n>', 'without the first so many', wholeNumber(0), 0)
    .option('--ndjson', 'stream a JSON record a line')
    .addHelpText(
      'after',
      examples(
        ['list --dataset corn --class PLSRegression --fold 0', 'models of a class'],
        ['list --sort -size_bytes --limit 10', 'the ten largest'],
        ["list --text 'MinMaxScaler SNV PLS'", 'by words of the derived chain; SNV is StandardNormalVariate'],
        ["list --text 'n_components > 5 dataset:corn'", 'by a parameter, and in one place'],
        ['list --ndjson | jq .content_hash', 'all records, in constant memory'],
      ),
    )
    .action((options: ListOptions) =>
      session.ask(
        (asked) => {
          const pages = (): Generator<readonly ShownRecord[], void> =>
            pagesOf(asked.context, filterOf(asked, options), options);
          if (options.ndjson === true) return ok({ chunks: () => linesOf(eachOf(pages())) });
          if (session.globals.json === true) return ok({ chunks: () => arrayOf(eachOf(pages())) });
          return ok({ chunks: (page) => textOf(pages(), runsByManifest(asked.context.index), page) });
        },
        listAsksWays(options, options.sort),
      ),
    );
}
