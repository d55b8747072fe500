import { basename, dirname } from 'node:path/posix';
import type { DecisionSubject } from '../../../registry/change/decisions.ts';
import { servedBy } from './asking.ts';
import type { CoreProcedures } from './implement-core.ts';
import type { ErrorMakers, MissingKind } from './refusal.ts';
import { finished, followed, followedAgain } from './working.ts';

/** The name that is typed to count a manifest as empty: that of its folder, which is the pipeline's id. */
function nameOf(manifest: string): string {
  return basename(dirname(manifest));
}

/** Makes a decision, or takes one back. */
async function decided(
  asking: Parameters<typeof servedBy>[0] & { readonly errors: ErrorMakers },
  name: 'decide' | 'undecide',
  subject: DecisionSubject,
): Promise<Record<string, never>> {
  const { errors, signal } = asking;
  const kind: MissingKind = 'dataset' in subject ? 'dataset' : 'manifest';
  await finished({ served: servedBy(asking), errors, signal, kind }, name, subject);
  return {};
}

/** Doing what was planned, and deciding on what can't be read. */
export function cleanWorkHandlers(clean: CoreProcedures['clean']) {
  return {
    apply: clean.apply.handler((asking) => {
      const { plan: id, breaks, dataset, while_running: whileRunning } = asking.input;
      const { errors, signal } = asking;
      const served = servedBy(asking);
      const plan = served.plans.find(id);
      if (plan === null) throw errors.NOT_FOUND({ data: { kind: 'plan', name: id } });
      const consent = { breaks, dataset, empty: plan.consent.empty, whileRunning };
      const workId = asking.input.work_id;
      return followed({ served, errors, signal, kind: 'plan', workId }, 'apply', { plan, consent });
    }),
    follow: clean.follow.handler((asking) => {
      const { errors, signal, input } = asking;
      const served = servedBy(asking);
      return followedAgain({ served, errors, signal, kind: 'trash', workId: input.work_id });
    }),
    cancel: clean.cancel.handler((asking) => ({ cancelled: servedBy(asking).jobs.cancelChange() })),
    countEmpty: clean.countEmpty.handler((asking) => {
      const { manifest, typed } = asking.input;
      if (typed !== nameOf(manifest)) {
        const reason = `To count it as empty, type the name of its folder: ${nameOf(manifest)}`;
        throw asking.errors.NOT_DECIDABLE({ data: { path: manifest, reason } });
      }
      return decided(asking, 'decide', { path: manifest });
    }),
    uncountEmpty: clean.uncountEmpty.handler((asking) =>
      decided(asking, 'undecide', { path: asking.input.manifest }),
    ),
    lookPast: clean.lookPast.handler((asking) => decided(asking, 'decide', { path: asking.input.path })),
    countDeleted: clean.countDeleted.handler((asking) =>
      decided(asking, 'decide', { dataset: asking.input.dataset }),
    ),
    uncountDeleted: clean.uncountDeleted.handler((asking) =>
      decided(asking, 'undecide', { dataset: asking.input.dataset }),
    ),
  };
}
