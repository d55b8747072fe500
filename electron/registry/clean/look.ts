import type { QueryContext } from '../query/context.ts';
import type { ScanSummary } from '../scan/scan.ts';
import type { Workspace } from '../workspace.ts';
import type { CleanProgress } from './outcome.ts';
import { stillValid } from './decisions.ts';
import type { Plan } from './plan.ts';
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
      yield { phase: 'look', files, totalFiles: files, bytes, totalBytes: bytes };
    }
  } finally {
    // A caller who gives up here ends the scan, and with it its transaction.
    if (step.done !== true) scan.return(null);
  }
  return step.value;
}

/** The same, for who only wants to know whether it could be done. */
export function* lookAgain(cleaning: Cleaning): Generator<CleanProgress, boolean> {
  return (yield* look(cleaning)) !== null;
}

/** The question that a plan asked, asked again now. Decisions hold only for the bytes that they were made for. */
export function contextOf({ workspace, site }: Cleaning, plan: Plan): QueryContext {
  return {
    index: workspace.index,
    nowMs: site.now(),
    graceMs: plan.graceMs,
    isStale: workspace.isStale,
    countedEmpty: stillValid(site, plan.decisions).map(({ manifest }) => manifest),
  };
}
