import type { Command } from 'commander';
import { ok } from '../../../shared/domain/result.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { asStart } from '../../../shared/text/unreadable-words.ts';
import type { PipelineState } from '../../../shared/domain/states.ts';
import type { ShownPipeline } from '../../../shared/api/pipelines/pipelines.ts';
import { listPipelines } from '../../registry/ask/pipelines/pipelines.ts';
import { spelledDataset } from '../../registry/state/spelled.ts';
import { examples } from '../options/examples.ts';
import { oneOf } from '../options/parse.ts';
import type { Page } from '../output/page.ts';
import { pipelineTone } from '../output/states.ts';
import { counted } from '../output/sections.ts';
import { table, type Column } from '../output/table.ts';
import { unreadableWarning, type Session } from '../session.ts';

interface PipelinesOptions {
  readonly dataset?: string;
  readonly state?: PipelineState;
}

const STATES = [
  'complete',
  'failed',
  'running',
  'unknown',
  'unreadable',
] as const satisfies readonly PipelineState[];

function columns(page: Page): Column<ShownPipeline>[] {
  return [
    { title: asStart(page.namer.one), value: (row) => row.manifest },
    // In a database ids are long numbers: only there does a name tell more.
    { title: 'Name', value: (row) => (row.run_id === undefined ? '' : (row.name ?? '')), shrinkTo: 24 },
    { title: 'State', value: (row) => row.state, tone: (row) => pipelineTone(row.state) },
    { title: 'Records', value: (row) => page.count(row.records), align: 'right' },
    { title: 'Files', value: (row) => page.count(row.files), align: 'right' },
    { title: 'Size', value: (row) => formatBytes(row.stored_bytes), align: 'right' },
    { title: 'Frees', value: (row) => formatBytes(row.exclusive_bytes), align: 'right' },
    { title: 'Age', value: (row) => page.age(row.created_at), align: 'right' },
  ];
}

function text(pipelines: readonly ShownPipeline[], page: Page): string {
  if (pipelines.length === 0) return 'No pipeline matches.\n';
  const freed = '"Frees" is what deleting that pipeline alone would free: files that nothing else uses.';
  return `${table(columns(page), pipelines, page)}\n${counted(pipelines.length, 'pipeline', page)}. ${freed}\n`;
}

/** `stemma pipelines`. */
export function addPipelinesCommand(program: Command, session: Session): void {
  program
    .command('pipelines')
    .description(
      'The pipelines (a manifest each, or a row of a store) with their state and what each would free',
    )
    .option('--dataset <name>', 'only those of a dataset')
    .option('--state <state>', `only those in a state: ${STATES.join(', ')}`, oneOf(STATES))
    .addHelpText(
      'after',
      examples(
        ['pipelines --dataset corn', 'the pipelines of a dataset'],
        ['pipelines --state failed --json', 'those that failed, for a script'],
      ),
    )
    .action((options: PipelinesOptions) =>
      session.ask((asked) => {
        const { dataset, ...others } = options;
        const { index } = asked.context;
        const pipelines = listPipelines(asked.context, {
          ...others,
          ...(dataset === undefined ? {} : { dataset: spelledDataset(index, dataset) }),
        });
        return ok({
          document: pipelines,
          text: (page) => text(pipelines, page),
          warnings: unreadableWarning(asked),
        });
      }),
    );
}
