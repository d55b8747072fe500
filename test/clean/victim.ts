/**
 * A process that is killed in the middle of its work: victim.ts WORKSPACE apply|undo|empty BATCH [AFTER_MS]. A thread of its own kills it,
 * as `kill -9` does, so many milliseconds after the work has begun: from outside the moment could not be met. Where it is
 * let live, it says `done` with the duration of the work in milliseconds.
 */
import type { CleanError } from '../../electron/registry/change/clean-error.ts';
import { applyPlan } from '../../electron/registry/clean/apply.ts';
import { emptyTrash, NOTHING_SAID } from '../../electron/registry/trash/empty.ts';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import { makePlan } from '../../electron/registry/clean/make-plan.ts';
import { NEVER, type CleanProgress } from '../../electron/registry/change/outcome.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { beginPlanning } from '../../electron/registry/clean/planning.ts';
import { restoreBatch } from '../../electron/registry/trash/restore.ts';
import { makeSite } from '../../electron/registry/change/site.ts';
import { openWorkspace } from '../../electron/registry/workspace.ts';
import type { Result } from '../../shared/domain/result.ts';
import { killer } from './killer.ts';

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
      return emptyTrash(here, { ids: [id], olderThanMs: null, said: NOTHING_SAID }, NEVER);
    default:
      throw new Error(`There is no work ${name}.`);
  }
}

async function main(): Promise<void> {
  const [root = '', name = '', id = '', afterMs] = process.argv.slice(2);
  const workspace = valueOf(openWorkspace(root, { cache: null }));
  const scan = workspace.scan();
  while (scan.next().done !== true);
  const work = workOf({ workspace, site: makeSite(workspace.realRoot) }, name, id);
  const live = await killer(afterMs);
  live();
  const begin = performance.now();
  let step = work.next();
  while (step.done !== true) step = work.next();
  valueOf(step.value);
  process.stdout.write(`done ${performance.now() - begin}\n`);
}

await main();
