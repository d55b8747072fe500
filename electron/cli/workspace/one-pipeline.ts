import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { findPipelines } from '../../registry/ask/find/find.ts';
import type { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import type { Asked } from '../session.ts';
import { workspacePath } from './paths.ts';

/** A pipeline by its number in the index and its manifest's path. */
export interface OnePipeline {
  readonly id: number;
  readonly path: string;
}

/**
 * The one pipeline that an id, a manifest or a folder means.
 *
 * @param otherwise what one can do where several manifests hold the id; their paths follow
 */
export function onePipeline(
  { context, workspace }: Asked,
  typed: string,
  otherwise: string,
): Result<OnePipeline, Failure> {
  const found = findPipelines(context.index, workspacePath(workspace, typed));
  const [first, ...others] = found;
  if (first === undefined) return fail(notFound(typed, 'pipeline'));
  if (others.length === 0) return ok(first);
  const manifests = found.map(({ path }) => path);
  return fail({
    code: 'AMBIGUOUS',
    message: `${manifests.length} manifests hold the pipeline id ${typed}. ${otherwise}`,
    lines: manifests.map((path) => `  ${escapeForTerminal(path)}`),
    details: { name: typed, manifests },
  });
}
