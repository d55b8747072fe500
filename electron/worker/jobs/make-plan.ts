import { fail, ok } from '../../../shared/domain/result.ts';
import type { ManifestCounts } from '../../../shared/api/numbers.ts';
import { manifestCounts } from '../../registry/ask/totals/manifest-counts.ts';
import { look } from '../../registry/change/look.ts';
import type { Consent, Plan } from '../../registry/change/plan.ts';
import { makePlan, type PlanRequest } from '../../registry/clean/make-plan.ts';
import { beginPlanning, indexBusy } from '../../registry/clean/planning.ts';
import { scannedAt } from '../../registry/index/scanned-at.ts';
import { planningJob } from './work.ts';

/** What is to be planned. */
export interface PlanInput {
  readonly request: PlanRequest;
  readonly consent: Consent;
  readonly graceMs: number;
}

/** A plan, and the scan that it was made from. */
export interface Planned {
  readonly plan: Plan;
  /** Milliseconds since 1970. */
  readonly scannedAt: number;
  /** The manifests that it found. */
  readonly manifests: ManifestCounts;
  /** Whether that scan found anything new. */
  readonly changed: boolean;
}

/** Looks at the workspace, and plans what would be moved to the trash. */
export const plan = planningJob(
  'plan',
  function* (cleaning, { request, consent, graceMs }: PlanInput) {
    const { workspace, site } = cleaning;
    const summary = yield* look(cleaning);
    if (summary === null) return fail(indexBusy());
    const planning = beginPlanning(workspace, site, { graceMs, consent });
    if (!planning.ok) return planning;
    const made = makePlan(planning.value, request);
    if (!made.ok) return made;
    const planned: Planned = {
      plan: made.value,
      scannedAt: scannedAt(workspace.index) ?? site.now(),
      manifests: manifestCounts(planning.value.context),
      changed: summary.changed,
    };
    return ok(planned);
  },
  ({ changed }) => changed,
);
