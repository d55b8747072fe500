import type { Command } from 'commander';
import { ok } from '../../../shared/domain/result.ts';
import type { Statistics, StoreTotals, Totals } from '../../../shared/api/workspace/statistics.ts';
import type { StoreSizes } from '../../../shared/api/workspace/workspace.ts';
import type { Finding } from '../../../shared/api/workspace/findings.ts';
import { listTrash } from '../../registry/change/trash.ts';
import { findingsOf } from '../../registry/clean/findings.ts';
import { allBlocks, areOrphansKnown, listBlocking } from '../../registry/state/blocking.ts';
import { complete } from '../../registry/columns/slices.ts';
import { shownBlock } from '../../registry/state/unreadable.ts';
import { recogniseStore, storeSizes, type StoreKind } from '../../registry/layouts/store/store.ts';
import type { Workspace } from '../../registry/workspace.ts';
import { storedFiles, storeTotals } from '../../registry/ask/totals/store-totals.ts';
import { statistics } from '../../registry/ask/totals/stats.ts';
import { nextCommand } from '../clean/next-command.ts';
import { examples } from '../options/examples.ts';
import { wholeNumber } from '../options/parse.ts';
import { statsText } from '../output/stats-text.ts';
import type { Session } from '../session.ts';

interface StatsOptions {
  readonly top: number;
}

/** The answer to `stats`. */
export interface StatsAnswer extends Omit<Statistics, 'blocking' | 'totals'> {
  /** Of a store there is more. */
  readonly totals: Totals & Partial<StoreTotals>;
  readonly workspace: string;
  readonly layout: string;
  /** There where there is one. */
  readonly store?: StoreKind & StoreSizes;
  readonly findings: readonly Finding[];
}

/** The store in the workspace with what it takes; null where there is none. */
function storeOf({ fs, root, layout, index }: Workspace): (StoreKind & StoreSizes) | null {
  const kind = layout.name === 'v3' ? null : recogniseStore(fs, root);
  if (kind === null) return null;
  const known = kind.database === 'store.sqlite' ? storedFiles(index) : null;
  return { ...kind, ...complete(storeSizes(fs, root, kind.database, known)) };
}

/** How many classes text shows; with `--json` all are there. */
const TOP = 10;

/** `stemma stats`. */
export function addStatsCommand(program: Command, session: Session): void {
  program
    .command('stats')
    .description('What is in the workspace and what it costs: totals, states, datasets, types and classes')
    .option('--top <n>', 'how many classes to show', wholeNumber(0), TOP)
    .addHelpText(
      'after',
      examples(
        ['stats', 'the workspace in this folder'],
        ['stats -w ~/spectra/workspace --top 30', 'another one, with more classes'],
        ['stats --json --grace 0', 'for a script, as if nothing could be running'],
      ),
    )
    .action(({ top }: StatsOptions) =>
      session.ask(({ workspace, context, cleaning: { site } }) => {
        const trash = listTrash(site, context.index);
        const store = storeOf(workspace);
        const { blocking, ...said } = complete(statistics(context));
        const answer: StatsAnswer = {
          workspace: workspace.root,
          layout: workspace.layout.name,
          ...(store === null ? {} : { store }),
          ...said,
          totals:
            workspace.layout.name === 'v3' ? said.totals : { ...storeTotals(context.index), ...said.totals },
          findings: complete(findingsOf(site, context.index, trash.ok ? trash.value : [])),
        };
        const inTheWay = new Set(listBlocking(context));
        const settled = allBlocks(context.index).filter((block) => !inTheWay.has(block));
        return ok({
          document: answer,
          text: (page) =>
            statsText(answer, {
              page,
              top,
              graceMs: context.graceMs,
              blocking,
              isOrphanKnown: (dataset) => areOrphansKnown(context, dataset),
              settled: settled.map(shownBlock),
              commands: {
                'in-trash': nextCommand(session.globals, 'trash', 'restore', '--wanted', '--apply'),
              },
            }),
          ...(trash.ok ? {} : { warnings: [trash.error.message] }),
        });
      }),
    );
}
