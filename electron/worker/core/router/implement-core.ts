import { implement } from '@orpc/server';
import { coreContract } from '../../../../shared/api/core.ts';
import type { CoreContext } from './asking.ts';

/**
 * Begins to answer the contract: with what all procedures have in common.
 *
 * @param validateOutputs whether answers are checked against the contract, which costs time with every row: for tests
 */
export function implementCore({ validateOutputs }: { readonly validateOutputs: boolean }) {
  return implement(coreContract)
    .$context<CoreContext>()
    .$config(validateOutputs ? {} : { initialOutputValidationIndex: Number.NaN })
    .use(({ context, procedure, errors, next }) => {
      const { changesWorkspace } = procedure['~orpc'].meta;
      if (changesWorkspace === true && context.readOnly !== null) {
        throw errors.READ_ONLY({ data: { reason: context.readOnly } });
      }
      return next();
    });
}

/** The procedures of the core, to be given handlers. */
export type CoreProcedures = ReturnType<typeof implementCore>;

/** Those that look at a workspace. */
export type WorkspaceProcedures = CoreProcedures['workspace'];
