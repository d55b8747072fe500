import { implement } from '@orpc/server';
import { coreContract } from '../../../shared/api/core.ts';
import type { QueryContext } from '../../registry/query/context.ts';
import { countPipelines, listPipelines, type ShownPipeline } from '../../registry/query/pipelines.ts';
import { listRecords } from '../../registry/query/records.ts';
import { statistics } from '../../registry/query/stats.ts';
import { followScan } from './follow-scan.ts';
import type { ServedWorkspace } from './served-workspace.ts';

/** What a call knows of the connection that it came over. */
export interface CoreContext {
  /** Open workspaces by their ids. */
  readonly workspaces: ReadonlyMap<string, ServedWorkspace>;
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
}

function servedBy({ context, errors, input: { workspace } }: Asking<WorkspaceErrors>): ServedWorkspace {
  const served = context.workspaces.get(workspace);
  if (served === undefined) throw errors.NO_SUCH_WORKSPACE({ data: { workspace } });
  return served;
}

function answer<Value>(asking: Asking<QuestionErrors>, question: (context: QueryContext) => Value): Value {
  const answered = servedBy(asking).ask(question);
  if (answered.isReady) return answered.value;
  throw asking.errors.NOT_READY({ data: { workspace: asking.input.workspace } });
}

/** A page of pipelines has one row more than it shows, which tells whether another page follows. */
function pageOf(
  pipelines: ShownPipeline[],
  limit: number,
): { pipelines: ShownPipeline[]; next: string | null } {
  const shown = pipelines.slice(0, limit);
  return { pipelines: shown, next: pipelines.length > limit ? (shown.at(-1)?.manifest ?? null) : null };
}

/** A filter for one dataset, or none. */
const inDataset = (dataset: string | undefined): { dataset?: string } =>
  dataset === undefined ? {} : { dataset };

/**
 * Answers the core's part of the contract.
 *
 * @param validateOutputs whether answers are checked against the contract, which costs time with every row: for tests
 */
export function coreRouter({ validateOutputs }: { readonly validateOutputs: boolean }) {
  const { workspace } = implement(coreContract)
    .$context<CoreContext>()
    .$config(validateOutputs ? {} : { initialOutputValidationIndex: Number.NaN })
    .use(({ context, procedure, errors, next }) => {
      const { changesWorkspace } = procedure['~orpc'].meta;
      if (changesWorkspace === true && context.readOnly !== null) {
        throw errors.READ_ONLY({ data: { reason: context.readOnly } });
      }
      return next();
    });
  return {
    workspace: {
      info: workspace.info.handler((asking) => servedBy(asking).info(asking.context.readOnly)),
      watch: workspace.watch.handler((asking) => servedBy(asking).status.watch(asking.signal)),
      scan: workspace.scan.handler((asking) => {
        const { errors, signal } = asking;
        return followScan(servedBy(asking).scan(), signal, (reason) =>
          errors.SCAN_FAILED({ data: { reason } }),
        );
      }),
      stats: workspace.stats.handler((asking) => answer(asking, statistics)),
      pipelines: workspace.pipelines.handler((asking) =>
        answer(asking, (context) => {
          const { dataset, after, limit } = asking.input;
          const part = { limit: limit + 1, ...(after === undefined ? {} : { after }) };
          const found = listPipelines(context, inDataset(dataset), part);
          return { ...pageOf(found, limit), total: countPipelines(context, dataset) };
        }),
      ),
      records: workspace.records.handler((asking) =>
        answer(asking, (context) => {
          const { dataset, sort, descending, after, limit } = asking.input;
          const page = { limit, ...(after === undefined ? {} : { after }) };
          return listRecords(context, inDataset(dataset), { by: sort, descending }, page);
        }),
      ),
    },
  };
}
