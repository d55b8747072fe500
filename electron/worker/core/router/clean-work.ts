import { basename, dirname } from 'node:path/posix';
import { servedBy } from './asking.ts';
import type { CoreProcedures } from './implement-core.ts';
import { finished, followed } from './working.ts';

/** The name that is typed to count a manifest as empty: that of its folder, which is the pipeline's id. */
function nameOf(manifest: string): string {
  return basename(dirname(manifest));
}

/** Doing what was planned, and deciding on what can't be read. */
export function cleanWorkHandlers(clean: CoreProcedures['clean']) {
  return {
    apply: clean.apply.handler((asking) => {
      const { plan: id, breaks, dataset, while_running: whileRunning } = asking.input;
      const { errors, signal } = asking;
      const served = servedBy(asking);
      const plan = served.clean.plans.find(id);
      if (plan === null) throw errors.NOT_FOUND({ data: { kind: 'plan', name: id, position: null } });
      const consent = { breaks, dataset, empty: plan.consent.empty, whileRunning };
      return followed({ served, errors, signal, kind: 'plan' }, { kind: 'apply', plan, consent });
    }),
    cancel: clean.cancel.handler((asking) => ({ cancelled: servedBy(asking).clean.cancel() })),
    countEmpty: clean.countEmpty.handler(async (asking) => {
      const { manifest, typed } = asking.input;
      const { errors, signal } = asking;
      const served = servedBy(asking);
      if (typed !== nameOf(manifest)) {
        const reason = `To count it as empty, type the name of its folder: ${nameOf(manifest)}`;
        throw errors.NOT_DECIDABLE({ data: { path: manifest, reason } });
      }
      await finished(
        { served, errors, signal, kind: 'manifest' },
        { kind: 'decide', subject: { path: manifest } },
      );
      return {};
    }),
    uncountEmpty: clean.uncountEmpty.handler(async (asking) => {
      const { manifest } = asking.input;
      const { errors, signal } = asking;
      await finished(
        { served: servedBy(asking), errors, signal, kind: 'manifest' },
        { kind: 'undecide', subject: { path: manifest } },
      );
      return {};
    }),
    lookPast: clean.lookPast.handler(async (asking) => {
      const { path } = asking.input;
      const { errors, signal } = asking;
      const working = { served: servedBy(asking), errors, signal, kind: 'manifest' } as const;
      await finished(working, { kind: 'decide', subject: { path } });
      return {};
    }),
    countDeleted: clean.countDeleted.handler(async (asking) => {
      const { dataset } = asking.input;
      const { errors, signal } = asking;
      const working = { served: servedBy(asking), errors, signal, kind: 'dataset' } as const;
      await finished(working, { kind: 'decide', subject: { dataset } });
      return {};
    }),
    uncountDeleted: clean.uncountDeleted.handler(async (asking) => {
      const { dataset } = asking.input;
      const { errors, signal } = asking;
      await finished(
        { served: servedBy(asking), errors, signal, kind: 'dataset' },
        { kind: 'undecide', subject: { dataset } },
      );
      return {};
    }),
  };
}
