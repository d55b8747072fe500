import type { Command } from 'commander';
import { ok } from '../../../shared/domain/result.ts';
import { allBlocks, listBlocking } from '../../registry/query/blocking.ts';
import { shownBlock } from '../../registry/query/unreadable.ts';
import { statistics, type Statistics } from '../../registry/query/stats.ts';
import { examples } from '../options/examples.ts';
import { wholeNumber } from '../options/parse.ts';
import { statsText } from '../output/stats-text.ts';
import type { Session } from '../session.ts';

interface StatsOptions {
  readonly top: number;
}

/** The answer to `stats`. */
export interface StatsAnswer extends Statistics {
  readonly workspace: string;
  readonly layout: string;
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
      session.ask(({ workspace, context }) => {
        const answer: StatsAnswer = {
          workspace: workspace.root,
          layout: workspace.layout.name,
          ...statistics(context),
        };
        const blocking = listBlocking(context);
        const settled = allBlocks(context.index).filter((block) => !blocking.includes(block));
        return ok({
          document: answer,
          text: (page) =>
            statsText(answer, {
              page,
              top,
              graceMs: context.graceMs,
              blocking: blocking.map(shownBlock),
              settled: settled.map(shownBlock),
            }),
        });
      }),
    );
}
