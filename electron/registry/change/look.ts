import type { ScanSummary } from '../../../shared/api/workspace/workspace.ts';
import type { QueryContext } from '../state/context.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';
import type { CleanProgress } from './outcome.ts';
import { decisionsFor, stillValid } from './decisions.ts';
import type { Plan } from './plan.ts';
import { settledWith } from './settled.ts';
import type { Site } from './site.ts';

/** What changes a workspace: its index, to look, and its site, to write. */
export interface Cleaning {
  readonly workspace: Workspace;
  readonly site: Site;
}

/** Looks at the workspace anew; null where another Stemma is writing the index, so that this one may be behind. */
export function* look({ workspace }: Cleaning): Generator<CleanProgress, ScanSummary | null> {
  const scan = workspace.scan();
  let step = scan.next();
  try {
    for (; step.done !== true; step = scan.next()) {
      const { files, bytes } = step.value;
      yield { phase: 'look', files, total_files: files, bytes, total_bytes: bytes };
    }
  } finally {
    // A caller who gives up here ends the scan, and with it its transaction.
    if (step.done !== true) scan.return(null);
  }
  return step.value;
}

/** The same, for callers that only want to know whether it could be done. */
export function* lookAgain(cleaning: Cleaning): Generator<CleanProgress, boolean> {
  return (yield* look(cleaning)) !== null;
}

/**
 * Looks at the workspace anew in any case: where another Stemma writes the index, into one in memory, which costs a first scan.
 * Gives what is to be asked then, and `close`, which lets go of it; null only where the workspace's folder is gone.
 */
export function* lookForSure(
  cleaning: Cleaning,
): Generator<CleanProgress, { readonly cleaning: Cleaning; readonly close: () => void } | null> {
  if (yield* lookAgain(cleaning)) return { cleaning, close: () => undefined };
  const { workspace, site } = cleaning;
  const opened = openWorkspace(site.root, { fs: workspace.fs, now: workspace.now, cache: null });
  if (!opened.ok) return null;
  const own: Cleaning = { workspace: opened.value, site };
  const close = (): void => opened.value.close();
  let isDone = false;
  try {
    isDone = yield* lookAgain(own);
  } finally {
    if (!isDone) close();
  }
  return { cleaning: own, close };
}

/**
 * The question that a plan asked, asked again now. Decisions hold only for the bytes that they were made for, and as long as the
 * user does not take them back; what was decided since counts too.
 */
export function contextOf({ workspace, site }: Cleaning, plan: Plan): QueryContext {
  const decisions = [...decisionsFor(site, workspace.index), ...stillValid(site, plan.decided)];
  return {
    index: workspace.index,
    nowMs: site.now(),
    graceMs: plan.graceMs,
    isStale: workspace.isStale,
    ...settledWith(site, workspace.index, decisions),
    isNameTyped: plan.consent.empty !== null,
  };
}
