import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { OperatorGraph } from '../../../shared/api/graph/graph.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { findPipelines, findRecords } from '../../registry/ask/find/find.ts';
import { aroundRecord } from '../../registry/ask/graph/around.ts';
import { graphSize, operatorsDrawn, pipelineGraph } from '../../registry/ask/graph/pipeline-graph.ts';
import { shownRecord } from '../../registry/ask/records/record.ts';
import type { ViewContext } from '../../registry/columns/columns.ts';
import { Memo } from '../../registry/columns/memo.ts';
import { complete } from '../../registry/columns/slices.ts';
import { recordKey } from '../../registry/index/record-key.ts';
import type { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import type { Asked } from '../session.ts';
import { aroundTooLarge, pipelineTooLarge } from './too-large.ts';
import { onePipeline } from '../workspace/one-pipeline.ts';
import { workspacePath } from '../workspace/paths.ts';

/** What of a workspace is drawn. */
export interface DrawnOf {
  readonly graph: OperatorGraph;
  /** The manifest's path, or the artifact's id. */
  readonly name: string;
}

/** How much of it. */
export interface DrawnPart {
  readonly files: boolean;
  /** Only this branch, and what is around it. */
  readonly branch: readonly number[] | null;
  /** Steps around an artifact. */
  readonly hops: number;
}

function aroundOne(
  { workspace, context: { index } }: Asked,
  view: ViewContext,
  name: string,
  { files, hops }: DrawnPart,
): Result<DrawnOf, Failure> {
  const [first, ...others] = findRecords(index, workspacePath(workspace, name)).map((id) =>
    shownRecord(index, id),
  );
  if (first === undefined) return fail(notFound(name, 'pipeline or artifact'));
  if (others.length > 0) {
    const keys = [first, ...others].map((record) => recordKey(record));
    return fail({
      code: 'AMBIGUOUS',
      message: `${keys.length} records have the id ${name}. Name one by its place:`,
      lines: keys.map((key) => `  ${escapeForTerminal(key)}`),
      details: { name, records: keys },
    });
  }
  const key = recordKey(first);
  const graph = complete(aroundRecord(view, { key, hops, direction: 'both', files, beyond: [] }));
  if (graph === null) return fail(notFound(name, 'artifact that can be placed'));
  const refused = aroundTooLarge(graph, hops);
  return refused === null ? ok({ graph, name }) : fail(refused);
}

/** The graph of the pipeline that a name means, else of what is around the artifact that it means. */
export function drawnGraph(asked: Asked, name: string, wanted: DrawnPart): Result<DrawnOf, Failure> {
  const view: ViewContext = { ...asked.context, memo: new Memo() };
  const isPipeline = findPipelines(asked.context.index, workspacePath(asked.workspace, name)).length > 0;
  if (!isPipeline) return aroundOne(asked, view, name, wanted);
  const found = onePipeline(asked, name, 'Name one by its manifest:');
  if (!found.ok) return found;
  const { path: manifest } = found.value;
  const { files, branch } = wanted;
  const operators = operatorsDrawn(view, manifest, branch);
  if (operators === null)
    return fail(
      branch === null ? notFound(name, 'pipeline') : notFound(branch.join('.'), 'branch', manifest),
    );
  const graph = complete(pipelineGraph(view, { manifest, files, beyond: [], branch: branch ?? undefined }));
  const size = complete(graphSize(view, manifest));
  if (graph === null || size === null) return fail(notFound(name, 'pipeline'));
  const refused = pipelineTooLarge(graph, operators, { branches: size.branches, files });
  return refused === null ? ok({ graph, name: manifest }) : fail(refused);
}
