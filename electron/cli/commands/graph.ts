import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { fail, ok } from '../../../shared/domain/result.ts';
import type { Theme } from '../../../shared/graph/looks/palette.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { Outcome } from '../answer.ts';
import { writeText } from '../content/put-in-place.ts';
import { refusedTarget } from '../content/refused-target.ts';
import { drawnGraph } from '../graph/drawn-graph.ts';
import { DRAWN_FORMATS, type DrawnFormat, formatOf, graphText } from '../graph/graph-text.ts';
import { examples } from '../options/examples.ts';
import { wholeNumber } from '../options/parse.ts';
import type { Asked, Session } from '../session.ts';

interface GraphOptions {
  readonly output?: string;
  readonly force?: boolean;
  readonly format?: DrawnFormat;
  readonly theme: Theme;
  readonly folds?: boolean;
  readonly files?: boolean;
  readonly branch?: readonly number[];
  readonly steps: number;
}

/** Steps around an artifact, where nobody says how many. */
const STEPS = 3;

function counted(count: number, noun: string): string {
  return `${formatCount(count, { ascii: true })} ${noun}${count === 1 ? '' : 's'}`;
}

function branchPath(text: string): number[] {
  if (!/^\d{1,9}(?:\.\d{1,9})*$/.test(text))
    throw new InvalidArgumentError('A branch is written like 0 or 0.1.');
  return text.split('.').map(Number);
}

function answer(asked: Asked, name: string, options: GraphOptions): Outcome {
  const { output, force = false, theme, folds = false, files = false, branch, steps } = options;
  const refused = output === undefined ? null : refusedTarget(asked.workspace, output, force);
  if (refused !== null) return fail(refused);
  const drawn = drawnGraph(asked, name, { files, branch: branch ?? null, hops: steps });
  if (!drawn.ok) return drawn;
  const { graph, name: title } = drawn.value;
  const text = graphText(graph, options.format ?? formatOf(output), { title, theme, open: folds });
  if (output === undefined) {
    return ok({
      *chunks() {
        yield text;
        return null;
      },
    });
  }
  const failure = writeText(text, output, force);
  if (failure !== null) return fail(failure);
  const target = resolve(output);
  const [nodes, edges] = [graph.nodes.length, graph.edges.length];
  return ok({
    document: { name: title, nodes, edges, bytes: Buffer.byteLength(text), output: target },
    text: () =>
      `Wrote ${counted(nodes, 'node')} and ${counted(edges, 'edge')} to ${escapeForTerminal(target)}\n`,
  });
}

/** `stemma graph`. */
export function addGraphCommand(program: Command, session: Session): void {
  program
    .command('graph')
    .description('Draws the dependency graph of a pipeline, or of what is around an artifact')
    .argument('<name>', 'a pipeline id, a manifest or its folder, an artifact id, or MANIFEST#POSITION')
    .option('-o, --output <file>', 'write there instead of to stdout; the format is that of its ending')
    .option('--force', 'replace the file if it exists')
    .addOption(new Option('--format <format>', 'another format than the ending says').choices(DRAWN_FORMATS))
    .addOption(
      new Option('--theme <theme>', 'colours of a drawing').choices(['light', 'dark']).default('light'),
    )
    .option('--folds', 'give each fold a row of its own')
    .option('--files', 'show stored files too')
    .option('--branch <path>', 'only a branch of a pipeline, like 0 or 0.1', branchPath)
    .option('--steps <n>', 'how far around an artifact', wholeNumber(0), STEPS)
    .addHelpText(
      'after',
      examples(
        ['graph 0002_stack_87fa7e -o stack.svg', 'the drawing that the window shows'],
        [
          "graph '0002_stack_87fa7e$304ac81c2863:0' --steps 1 -o meta.dot",
          'what is around a meta-model, for Graphviz',
        ],
      ),
    )
    .action((name: string, options: GraphOptions) => {
      const { json } = session.globals;
      if (json === true && options.output === undefined) {
        const message = 'With --json a drawing needs a place: name a file with -o.';
        return session.answer(fail({ code: 'USAGE', message }));
      }
      return session.ask((asked) => answer(asked, name, options));
    });
}
