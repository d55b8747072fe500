import { implement, type ImplementerInternalWithMiddlewares } from '@orpc/server';
import { coreContract } from '../../../../shared/api/core.ts';
import type { CoreContext } from './asking.ts';

/** The procedures of the core, to be given handlers. Named: what would be inferred is longer than the compiler writes down. */
export type CoreProcedures = ImplementerInternalWithMiddlewares<
  typeof coreContract,
  CoreContext,
  CoreContext
>;

/**
 * Begins to answer the contract: with what all procedures have in common.
 *
 * @param validateOutputs whether answers are checked against the contract, which costs time with every row: for tests
 */
export function implementCore({ validateOutputs }: { readonly validateOutputs: boolean }): CoreProcedures {
  // Not returned at once: its type would be inferred by what is to be returned.
  const begun = implement(coreContract)
    .$context<CoreContext>()
    .$config(validateOutputs ? {} : { initialOutputValidationIndex: Number.NaN })
    .use(({ context, procedure, errors, next }) => {
      const { changesWorkspace } = procedure['~orpc'].meta;
      if (changesWorkspace === true && context.readOnly !== null) {
        throw errors.READ_ONLY({ data: { reason: context.readOnly } });
      }
      return next();
    });
  return begun;
}

/** Those that look at a workspace. */
export type WorkspaceProcedures = CoreProcedures['workspace'];
