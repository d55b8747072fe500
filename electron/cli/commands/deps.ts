import { asStart } from '../../../shared/text/unreadable-words.ts';
import type { Command } from 'commander';
import { fail, ok } from '../../../shared/domain/result.ts';
import {
  dependenciesOf,
  derivedDependencies,
  type Dependencies,
  type DependencyNode,
  type DerivedNode,
} from '../../registry/ask/needs/dependencies.ts';
import { findRecords } from '../../registry/ask/find/find.ts';
import { recordKey } from '../../registry/index/record-key.ts';
import { recordName } from '../../registry/ask/records/record.ts';
import type { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import { examples } from '../options/examples.ts';
import type { Page } from '../output/page.ts';
import { heading, parts } from '../output/sections.ts';
import { table, type Column } from '../output/table.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { Session } from '../session.ts';
import { askAllRecords, hasAllRecordsOption, notBoth, type AllRecordsOptions } from './deps-all.ts';
import { manifestPath, workspacePath } from '../workspace/paths.ts';

interface DepsOptions extends AllRecordsOptions {
  readonly reverse?: boolean;
  readonly transitive?: boolean;
  readonly manifest?: string;
}

function columns(own: string, { namer }: Page): Column<DependencyNode>[] {
  return [
    { title: 'Depth', value: ({ depth }) => String(depth), align: 'right' },
    { title: 'Artifact', value: ({ artifact_id: id }) => id ?? '(no id)' },
    {
      title: 'State',
      value: ({ status }) => status,
      tone: ({ status }) => (status === 'resolved' ? 'plain' : 'danger'),
    },
    { title: asStart(namer.one), value: ({ manifest }) => (manifest === own ? '' : manifest), shrinkTo: 30 },
    { title: 'Candidates', value: ({ candidates }) => candidates?.join(', ') ?? '', shrinkTo: 20 },
  ];
}

/** What is written, and what the way of the data shows besides. */
interface Answer extends Dependencies {
  readonly derived: readonly DerivedNode[];
}

const DERIVED: readonly Column<DerivedNode>[] = [
  { title: 'Depth', value: ({ depth }) => String(depth), align: 'right' },
  {
    title: 'Artifact',
    value: ({ artifact_id: id, manifest, position }) => id ?? recordKey({ manifest, position }),
  },
];

/** What no manifest writes: which operators the data went through, and which took what came out. */
function derivedText({ derived, direction }: Answer, page: Page): string {
  if (derived.length === 0) return '';
  const says = direction === 'dependents' ? 'its output was taken by' : 'was fitted on the output of';
  return `  ${says} (derived from the pipeline, not written)\n${table(DERIVED, derived, page, '  ')}`;
}

function answerText(answer: Answer, page: Page): string {
  return writtenText(answer, page) + derivedText(answer, page);
}

function writtenText({ artifact, direction, nodes }: Dependencies, page: Page): string {
  const name = escapeForTerminal(artifact.artifact_id ?? '(no id)');
  const manifest = escapeForTerminal(artifact.manifest);
  const title = `${heading(name, page)}  ${page.style('quiet', manifest)}\n`;
  const isReverse = direction === 'dependents';
  if (nodes.length === 0) {
    const { one } = page.namer;
    return `${title}  ${isReverse ? `No ${one} names it as a dependency.` : `Its ${one} names no dependencies.`}\n`;
  }
  const says = isReverse ? 'is named as a dependency by' : 'depends on';
  return `${title}  ${says}\n${table(columns(artifact.manifest, page), nodes, page, '  ')}`;
}

function cycleFailure(cycle: readonly string[], manifest: string): Failure {
  const way = [...cycle, cycle[0] ?? ''].join(' → ');
  return {
    code: 'CYCLE',
    message: `Dependencies go in a circle, in ${manifest}: ${way}`,
    details: { cycle, manifest },
  };
}

/** `stemma deps`. */
export function addDepsCommand(program: Command, session: Session): void {
  program
    .command('deps')
    .description(
      'What an artifact depends on, as manifests say it, and as the way of the data through its pipeline shows it',
    )
    .argument('[id]', 'an artifact id, or MANIFEST#POSITION')
    .option('--reverse', 'what depends on it instead')
    .option('--transitive', 'through any number of artifacts')
    .option('--manifest <path>', 'the one in this manifest, where several hold the id')
    .option('--all', 'the whole graph instead: all records of pipelines, and what each depends on, as JSON')
    .option('--dot', 'with --all: for Graphviz')
    .option('--graphml', 'with --all: for yEd, Gephi and NetworkX')
    .option('--mermaid', 'with --all: for GitHub and notebooks')
    .addHelpText(
      'after',
      examples(
        ["deps '0002_stack_87fa7e$304ac81c2863:0' --transitive", 'all sources of a meta-model'],
        ["deps '0002_stack_87fa7e$bd1b62ebb9bc:0' --reverse", 'which meta-models name a model'],
        ['deps --all --graphml > corn.graphml', 'everything, for another program'],
      ),
    )
    .action((id: string | undefined, options: DepsOptions) => {
      const { reverse = false, transitive = false, manifest: named } = options;
      if (id === undefined) return askAllRecords(session, options);
      if (hasAllRecordsOption(options)) return session.answer(fail(notBoth()));
      return session.ask(({ workspace, context }) => {
        const { index } = context;
        const manifest = named === undefined ? undefined : manifestPath(workspace, named);
        const records = findRecords(index, workspacePath(workspace, id), manifest);
        const answers: Answer[] = [];
        for (const record of records) {
          const question = { record, reverse, transitive };
          const answer = dependenciesOf(index, question);
          if ('cycle' in answer) return fail(cycleFailure(answer.cycle, recordName(index, record).manifest));
          answers.push({ ...answer, derived: derivedDependencies(index, question) });
        }
        const [first, ...more] = answers;
        if (first === undefined) return fail(notFound(id, 'artifact', manifest));
        return ok({
          document: more.length === 0 ? first : { ...first, more },
          text: (page) => parts(...answers.map((answer) => answerText(answer, page))),
        });
      });
    });
}
