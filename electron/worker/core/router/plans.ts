import type { PlanHead, PlanPage, PlanTab } from '../../../../shared/api/deletion/clean-plan.ts';
import type { CleanSelection } from '../../../../shared/api/deletion/clean-selection.ts';
import type { FileTotals } from '../../../../shared/api/numbers.ts';
import { isStored, NO_CONSENT, type Plan } from '../../../registry/change/plan.ts';
import { settledBy, settledPaths } from '../../../registry/change/settled.ts';
import { isoOfNanoseconds } from '../../../registry/index/timestamps.ts';
import { nearDatasets } from '../../../registry/ask/deletion/cleanable.ts';
import type { Planned } from '../../jobs/make-plan.ts';
import { answer, answerInSlices, servedBy } from './asking.ts';
import type { CoreProcedures } from './implement-core.ts';
import type { MissingKind } from './refusal.ts';
import { selected } from './selected.ts';
import { finished } from './working.ts';

function totalsOf(files: readonly { readonly size: number }[]): FileTotals {
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

function headOf(
  { plan, scannedAt, manifests }: Planned,
  revision: number,
  near: readonly string[],
): PlanHead {
  const { kind, subject, entries, bytes, stays, breaks, pipelines, notes, decisions, remarks = [] } = plan;
  const running = pipelines.filter(({ mayBeRunning }) => mayBeRunning).length;
  const settled = settledBy(decisions);
  return {
    id: plan.id,
    kind,
    subject,
    made_at: plan.timeMs,
    scanned_at: scannedAt,
    manifests,
    revision,
    pipelines: pipelines.length,
    moves: { files: entries.length, bytes },
    stored: totalsOf(entries.filter(isStored)),
    folders: totalsOf(entries.filter((entry) => !isStored(entry))),
    frees_bytes: plan.frees,
    stays: totalsOf(stays),
    breaks: { artifacts: breaks.length, pipelines: new Set(breaks.map(({ manifest }) => manifest)).size },
    notes,
    near,
    counted_empty: settledPaths(settled),
    counted_deleted: (settled.countedDeleted ?? []).map(({ dataset }) => dataset),
    remarks,
    running,
    needs: { breaks: breaks.length > 0, running: running > 0, dataset: kind === 'dataset' ? subject : null },
  };
}

function pageOf(plan: Plan, tab: PlanTab, offset: number, limit: number): PlanPage {
  const part = <Row>(rows: readonly Row[]): readonly Row[] => rows.slice(offset, offset + limit);
  switch (tab) {
    case 'moves':
      return {
        tab,
        total: plan.entries.length,
        rows: part(plan.entries).map(({ path, size, mtimeNs, reason }) => ({
          path,
          size_bytes: size,
          mtime: isoOfNanoseconds(mtimeNs),
          reason,
        })),
      };
    case 'stays':
      return {
        tab,
        total: plan.stays.length,
        rows: part(plan.stays).map(({ path, size, reason }) => ({ path, size_bytes: size, reason })),
      };
    case 'breaks':
      return { tab, total: plan.breaks.length, rows: part(plan.breaks) };
  }
}

function missingKind({ kind }: CleanSelection): MissingKind {
  switch (kind) {
    case 'orphans':
    case 'foreign':
    case 'results':
      return 'file';
    case 'pipelines':
    case 'pipelines-matching':
    case 'pipelines-of-records':
      return 'pipeline';
    case 'dataset':
      return 'dataset';
  }
}

/** Plans, and their lists. */
export function planHandlers(clean: CoreProcedures['clean']) {
  return {
    plan: clean.plan.handler(async (asking) => {
      const { selection, folders_only: foldersOnly, confirm_empty: empty } = asking.input;
      const served = servedBy(asking);
      const { request } = await answerInSlices(asking, (context) =>
        selected(context, selection, foldersOnly),
      );
      const planned = await finished(
        { served, errors: asking.errors, signal: asking.signal, kind: missingKind(selection) },
        'plan',
        { request, consent: { ...NO_CONSENT, empty }, graceMs: served.graceMs },
      );
      served.plans.keep(planned.plan);
      const near =
        selection.kind === 'dataset'
          ? answer(asking, (context) => nearDatasets(context, selection.dataset))
          : [];
      return headOf(planned, served.status.value.revision, near);
    }),
    planEntries: clean.planEntries.handler((asking) => {
      const { plan: id, tab, offset, limit } = asking.input;
      const plan = servedBy(asking).plans.find(id);
      if (plan !== null) return pageOf(plan, tab, offset, limit);
      throw asking.errors.NOT_FOUND({ data: { kind: 'plan', name: id } });
    }),
  };
}
