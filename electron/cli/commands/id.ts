import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import { fail, ok } from '../../../shared/domain/result.ts';
import { makeArtifactId, parseArtifactId } from '../../../shared/format/artifact-id.ts';
import { printBranchPath } from '../../../shared/format/branch-path.ts';
import {
  chainHash,
  parseChain,
  type Chain,
  type ChainError,
  type ChainNode,
} from '../../../shared/format/chain.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { Failure } from '../failure.ts';
import { examples } from '../options/examples.ts';
import { fold } from '../options/parse.ts';
import type { Page } from '../output/page.ts';
import { table, type Column } from '../output/table.ts';
import { widthOf } from '../output/text-width.ts';
import type { Session } from '../session.ts';

interface IdOptions {
  readonly pipeline: string;
  readonly fold: number | 'all';
}

/** One operator of the chain, as the answer lists it. */
interface IdNode {
  readonly step: number;
  /** The text of the label, as written. */
  readonly class: string;
  readonly branch: readonly number[];
  readonly source: number | null;
  readonly substep: number | null;
}

/** The answer to `id`. */
interface IdAnswer {
  readonly artifact_id: string;
  readonly chain_hash: string;
  readonly nodes: readonly IdNode[];
}

const sha256Hex = (path: string): string => createHash('sha256').update(path, 'utf8').digest('hex');

function nodeOf({ step, label, branchPath, source, substep }: ChainNode): IdNode {
  return { step, class: label, branch: branchPath, source, substep };
}

/** Before and behind the place of an error, so much of a long chain is shown. */
const AROUND = 40;

function badChain(chain: string, { offset, message }: ChainError): Failure {
  const start = Math.max(0, offset - AROUND);
  const before = escapeForTerminal(chain.slice(start, offset));
  const behind = escapeForTerminal(chain.slice(offset, offset + AROUND));
  const dots = start > 0 ? '…' : '';
  return {
    code: 'BAD_CHAIN',
    message: `This is no chain, at character ${offset + 1}: ${message}`,
    lines: [`  ${dots}${before}${behind}`, `  ${' '.repeat(widthOf(dots + before))}^`],
    details: { offset },
  };
}

const optional = (value: number | null): string => (value === null ? '' : String(value));

const COLUMNS: readonly Column<IdNode>[] = [
  { title: 'Step', value: ({ step }) => String(step), align: 'right' },
  { title: 'Class', value: ({ class: label }) => label },
  { title: 'Branch', value: ({ branch }) => printBranchPath(branch) },
  { title: 'Source', value: ({ source }) => optional(source), align: 'right' },
  { title: 'Substep', value: ({ substep }) => optional(substep), align: 'right' },
];

function answerText({ artifact_id: id, nodes }: IdAnswer, page: Page): string {
  return `${page.style('strong', escapeForTerminal(id))}\n\n${table(COLUMNS, nodes, page, '  ')}`;
}

function answerOf(chain: Chain, path: string, { pipeline, fold: number }: IdOptions): IdAnswer {
  const hash = chainHash(path, sha256Hex);
  return {
    artifact_id: makeArtifactId(pipeline, hash, number === 'all' ? null : number),
    chain_hash: hash,
    nodes: chain.groups.flat().map(nodeOf),
  };
}

/** `stemma id`. */
export function addIdCommand(program: Command, session: Session): void {
  program
    .command('id')
    .description('The artifact id that nirs4all gives to a chain of operators; needs no workspace')
    .argument('<chain>', 'a chain path, such as s1.MinMaxScaler>s3.PLSRegression[br=0]')
    .requiredOption('--pipeline <id>', 'the pipeline id')
    .option('--fold <n>', 'a fold, or all for an artifact that all folds share', fold, 'all')
    .addHelpText(
      'after',
      examples(
        [
          "id 's1.MinMaxScaler>s4.PLSRegression[sub=0]' --pipeline 0001_pls_2daa0a --fold 0",
          'the id of a model',
        ],
        [
          "id 's4.PLS[br=0]+s4.RF[br=1]>s5.Ridge' --pipeline 0002_stack_87fa7e",
          'of a meta-model with two inputs',
        ],
      ),
    )
    .action((path: string, options: IdOptions) => {
      const chain = parseChain(path);
      if (!chain.ok) return session.answer(fail(badChain(path, chain.error)));
      const answer = answerOf(chain.value, path, options);
      if (parseArtifactId(answer.artifact_id)?.pipelineId !== options.pipeline) {
        const message = 'A pipeline id is not empty: 0001_pls_2daa0a, for example.';
        return session.answer(fail({ code: 'USAGE', message }));
      }
      return session.answer(ok({ document: answer, text: (page) => answerText(answer, page) }));
    });
}
