import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { allRows } from '../index/database.ts';
import { layoutAt, rulesAt } from '../layouts/layouts.ts';
import type { CleanError } from '../change/clean-error.ts';
import type { QueryContext } from '../state/context.ts';

interface Row {
  readonly path: string;
  readonly runId: string | null;
}

/** Pipelines that are to go: some of them, those of a run, or those of a dataset. */
export interface AskedPipelines {
  readonly manifests?: readonly string[];
  readonly run?: string | undefined;
  readonly dataset?: string;
}

const ROWS = `
  SELECT path, run_id AS runId FROM manifest WHERE is_primary AND part IS NOT NULL
    AND (path IN (SELECT value FROM json_each(:manifests)) OR run = :run OR dataset = :dataset) ORDER BY path`;

/** Refuses a request for pipelines that the library alone may delete, and says how it does. */
export function checkOwnPipelines(
  { index }: QueryContext,
  { manifests = [], run, dataset }: AskedPipelines,
): Result<void, CleanError> {
  const rows = allRows<Row>(index, ROWS, {
    manifests: JSON.stringify(manifests),
    run: run ?? null,
    dataset: dataset ?? null,
  }).filter(({ path }) => layoutAt(path).rules.whyPipelinesStay !== undefined);
  const [first] = rows;
  const stays = first === undefined ? undefined : rulesAt(first.path).whyPipelinesStay?.(first.runId);
  if (stays === undefined) return ok(undefined);
  const message = `${stays.why} To delete a run with its files, in Python: ${stays.call}\n${stays.after} (stemma clean orphans)`;
  return fail({ code: 'LIBRARY_ALONE', message, manifests: rows.map(({ path }) => path) });
}
