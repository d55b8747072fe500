import type { GivenSource } from '../../../registry/bring-in/given-source.ts';
import type { QueryContext } from '../../../registry/state/context.ts';
import type { ViewContext } from '../../../registry/columns/columns.ts';
import type { Slices } from '../../../registry/columns/slices.ts';
import type { ServedWorkspace } from '../served-workspace.ts';

/** What a call knows of the connection that it came over. */
export interface CoreContext {
  /** Open workspaces by their ids. */
  readonly workspaces: ReadonlyMap<string, ServedWorkspace>;
  /** What hosts told of that may be brought in, by its id. */
  readonly sources: ReadonlyMap<string, GivenSource>;
  /** Paths of this system that hosts let exports go to, by ids of theirs. */
  readonly places: ReadonlyMap<string, string>;
  /** Why this client may change nothing; null where it may. */
  readonly readOnly: string | null;
}

interface WorkspaceErrors {
  NO_SUCH_WORKSPACE(options: { data: { workspace: string } }): Error;
}

interface QuestionErrors extends WorkspaceErrors {
  NOT_READY(options: { data: { workspace: string } }): Error;
}

interface Asking<Errors> {
  readonly context: CoreContext;
  readonly errors: Errors;
  readonly input: { readonly workspace: string };
  readonly signal?: AbortSignal | undefined;
}

/** The workspace that a call is about. */
export function servedBy({
  context,
  errors,
  input: { workspace },
}: Asking<WorkspaceErrors>): ServedWorkspace {
  const served = context.workspaces.get(workspace);
  if (served === undefined) throw errors.NO_SUCH_WORKSPACE({ data: { workspace } });
  return served;
}

/** Answers what takes milliseconds, whatever the size of the workspace. */
export function answer<Value>(
  asking: Asking<QuestionErrors>,
  question: (context: QueryContext) => Value,
): Value {
  const answered = servedBy(asking).index.ask(question);
  if (answered.isReady) return answered.value;
  throw asking.errors.NOT_READY({ data: { workspace: asking.input.workspace } });
}

/** Answers what has to look at all records, slice by slice, so that nobody else waits for it. */
export async function answerInSlices<Value>(
  asking: Asking<QuestionErrors>,
  question: (context: ViewContext) => Slices<Value>,
): Promise<Value> {
  const answered = await servedBy(asking).index.askInSlices(question, asking.signal);
  if (answered.isReady) return answered.value;
  throw asking.errors.NOT_READY({ data: { workspace: asking.input.workspace } });
}
