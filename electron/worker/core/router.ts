import { chainHandlers } from './router/chains.ts';
import { cleanListHandlers } from './router/clean-lists.ts';
import { cleanWorkHandlers } from './router/clean-work.ts';
import { detailHandlers } from './router/details.ts';
import { graphHandlers } from './router/graph.ts';
import { exportHandlers } from './router/exports.ts';
import { importHandlers } from './router/imports.ts';
import { implementCore } from './router/implement-core.ts';
import { overviewHandlers } from './router/overview.ts';
import { pipelineHandlers } from './router/pipelines.ts';
import { planHandlers } from './router/plans.ts';
import { recordHandlers } from './router/records.ts';
import { statusHandlers } from './router/status.ts';
import { trashLookHandlers, trashWorkHandlers } from './router/trash.ts';

/**
 * Answers the core's part of the contract.
 *
 * @param validateOutputs whether answers are checked against the contract, which costs time with every row: for tests
 */
export function coreRouter(options: { readonly validateOutputs: boolean }) {
  const { workspace, clean, trash, graph, import: imports, export: exports } = implementCore(options);
  return {
    clean: { ...cleanListHandlers(clean), ...planHandlers(clean), ...cleanWorkHandlers(clean) },
    trash: { ...trashLookHandlers(trash), ...trashWorkHandlers(trash) },
    graph: graphHandlers(graph),
    import: importHandlers(imports),
    export: exportHandlers(exports),
    workspace: {
      ...statusHandlers(workspace),
      ...overviewHandlers(workspace),
      ...chainHandlers(workspace),
      ...pipelineHandlers(workspace),
      ...recordHandlers(workspace),
      ...detailHandlers(workspace),
    },
  };
}
