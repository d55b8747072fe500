/**
 * A process that is killed in the middle of its work: victim.ts WORKSPACE apply|undo|empty [BATCH]. Says `soon` a moment before the
 * work begins, and `done` with its duration in milliseconds after it.
 */
import type { CleanError } from '../../electron/registry/clean/clean-error.ts';
import { applyPlan } from '../../electron/registry/clean/apply.ts';
import { emptyTrash } from '../../electron/registry/clean/empty.ts';
import type { Cleaning } from '../../electron/registry/clean/look.ts';
import { makePlan } from '../../electron/registry/clean/make-plan.ts';
import { NEVER, type CleanProgress } from '../../electron/registry/clean/outcome.ts';
import { NO_CONSENT } from '../../electron/registry/clean/plan.ts';
import { beginPlanning } from '../../electron/registry/clean/planning.ts';
import { restoreBatch } from '../../electron/registry/clean/restore.ts';
import { makeSite } from '../../electron/registry/clean/site.ts';
import { openWorkspace } from '../../electron/registry/workspace.ts';
import type { Result } from '../../shared/domain/result.ts';

/** How long it waits after `soon`, in milliseconds. */
export const SOON_MS = 30;

type Work = Generator<CleanProgress, Result<unknown, CleanError>>;

function valueOf<Value>(result: Result<Value, { readonly message: string }>): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function workOf({ workspace, site }: Cleaning, name: string, id: string): Work {
  const here = { workspace, site };
  switch (name) {
    case 'apply': {
      const planning = valueOf(beginPlanning(workspace, site, { graceMs: 0, consent: NO_CONSENT }));
      return applyPlan(here, valueOf(makePlan(planning, { kind: 'orphans' })), NO_CONSENT, NEVER);
    }
    case 'undo':
      return restoreBatch(here, id, [], NEVER);
    case 'empty':
      return emptyTrash(here, { ids: [id], olderThanMs: null }, NEVER);
    default:
      throw new Error(`There is no work ${name}.`);
  }
}

function main(): void {
  const [root = '', name = '', id = ''] = process.argv.slice(2);
  const workspace = valueOf(openWorkspace(root, { cache: null }));
  const scan = workspace.scan();
  while (scan.next().done !== true);
  const work = workOf({ workspace, site: makeSite(workspace.realRoot) }, name, id);
  process.stdout.write('soon\n');
  const begin = performance.now() + SOON_MS;
  while (performance.now() < begin);
  let step = work.next();
  while (step.done !== true) step = work.next();
  valueOf(step.value);
  process.stdout.write(`done ${Math.ceil(performance.now() - begin)}\n`);
}

if (import.meta.main) main();
