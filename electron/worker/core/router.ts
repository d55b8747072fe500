import { chainHandlers } from './router/chains.ts';
import { detailHandlers } from './router/details.ts';
import { implementCore } from './router/implement-core.ts';
import { overviewHandlers } from './router/overview.ts';
import { pipelineHandlers } from './router/pipelines.ts';
import { recordHandlers } from './router/records.ts';
import { statusHandlers } from './router/status.ts';

/**
 * Answers the core's part of the contract.
 *
 * @param validateOutputs whether answers are checked against the contract, which costs time with every row: for tests
 */
export function coreRouter(options: { readonly validateOutputs: boolean }) {
  const workspace = implementCore(options);
  return {
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
