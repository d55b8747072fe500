import { fail, ok } from '../../../shared/domain/result.ts';
import {
  RECORD_FORMATS,
  writeRecordGraph,
  type RecordFormat,
  type RecordGraphEdge,
  type RecordGraphNode,
} from '../../../shared/graph/formats/record-graph.ts';
import { recordCycles, recordEdges, recordNodes } from '../../registry/ask/graph/record-graph.ts';
import type { ReadableIndex } from '../../registry/index/database.ts';
import type { Failure } from '../failure.ts';
import { jsonArray } from '../../../shared/text/json-text.ts';
import type { Session } from '../session.ts';

/** Options of `deps` that are about all records. */
export interface AllRecordsOptions extends Readonly<Partial<Record<RecordFormat, boolean>>> {
  readonly all?: boolean;
  readonly reverse?: boolean;
  readonly transitive?: boolean;
  readonly manifest?: string;
}

const formatsOf = (options: AllRecordsOptions): RecordFormat[] =>
  RECORD_FORMATS.filter((format) => options[format] === true);

/** Whether something is asked that only the whole graph has. */
export function hasAllRecordsOption(options: AllRecordsOptions): boolean {
  return options.all === true || formatsOf(options).length > 0;
}

/** Said where one artifact and the whole graph are asked for at once. */
export function notBoth(): Failure {
  return {
    code: 'USAGE',
    message: 'Name an artifact, or ask for --all. A format (--dot, --graphml, --mermaid) goes with --all.',
  };
}

/** The document, piece by piece: nodes, edges, and the circles that dependencies are in. */
function* jsonOf(index: ReadableIndex): Generator<string, null> {
  yield '{\n  "nodes": ';
  yield* jsonArray(
    mapped(recordNodes(index), ({ number: _number, ...node }: RecordGraphNode) => node),
    '  ',
  );
  yield ',\n  "edges": ';
  yield* jsonArray(
    mapped(recordEdges(index), ({ from, to, target, status }: RecordGraphEdge) => ({
      from,
      to,
      target,
      status,
    })),
    '  ',
  );
  yield ',\n  "cycles": ';
  yield* jsonArray(recordCycles(index), '  ');
  yield '\n}\n';
  return null;
}

function* mapped<One, Other>(all: Iterable<One>, map: (one: One) => Other): Generator<Other, void> {
  for (const one of all) yield map(one);
}

function* formatted(index: ReadableIndex, format: RecordFormat): Generator<string, null> {
  yield* writeRecordGraph(format, recordNodes(index), recordEdges(index));
  return null;
}

/** Answers `deps --all`: the whole graph, streamed, as JSON unless a format is named. */
export async function askAllRecords(session: Session, options: AllRecordsOptions): Promise<void> {
  const [format, ...more] = formatsOf(options);
  const isOfOne = options.reverse === true || options.transitive === true || options.manifest !== undefined;
  if (options.all !== true || isOfOne) return await session.answer(fail(notBoth()));
  if (more.length > 0) {
    return await session.answer(fail({ code: 'USAGE', message: 'One format at a time.' }));
  }
  if (format !== undefined && session.globals.json === true) {
    return await session.answer(
      fail({ code: 'USAGE', message: `With --${format} it is not JSON: leave --json out.` }),
    );
  }
  await session.ask(({ context: { index } }) =>
    ok({ chunks: () => (format === undefined ? jsonOf(index) : formatted(index, format)) }),
  );
}
