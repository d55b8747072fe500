import type { PlanKind } from '../../../shared/domain/clean.ts';
import { NO_CONSENT, type Consent, type Plan, type PlanEntry } from '../change/plan.ts';
import type { Site } from '../change/site.ts';

/** What undoing an import says yes to: nirs4all did not write these pipelines, so none of them runs. */
export const UNDO_CONSENT: Consent = { ...NO_CONSENT, whileRunning: true };

/** A plan of files that nothing needs and whose going breaks nothing, as an import knows of files that it puts there or replaces. */
export function ownPlan(site: Site, kind: PlanKind, entries: readonly PlanEntry[]): Plan {
  const sum = (files: readonly PlanEntry[]): number => files.reduce((total, { size }) => total + size, 0);
  return {
    id: site.unique(),
    kind,
    subject: null,
    timeMs: site.now(),
    graceMs: 0,
    workspace: site.root,
    entries,
    pipelines: [],
    bytes: sum(entries),
    frees: sum(entries.filter(({ links }) => links === 1)),
    breaks: [],
    broken: [],
    stays: [],
    decisions: [],
    decided: [],
    notes: [],
    consent: UNDO_CONSENT,
  };
}
