/**
 * Plans, moves, puts back and empties many files: cleaning.ts [--files 10000] [--runs 3]
 * Each run beside a baseline in the same folder: what plain `link` and `unlink` take for as many files, and what removing them takes.
 */
import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { applyPlan } from '../../electron/registry/clean/apply.ts';
import type { CleanError } from '../../electron/registry/change/clean-error.ts';
import { emptyTrash, NOTHING_SAID } from '../../electron/registry/trash/empty.ts';
import { makePlan } from '../../electron/registry/clean/make-plan.ts';
import { NEVER, type Cancel } from '../../electron/registry/change/outcome.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { beginPlanning } from '../../electron/registry/clean/planning.ts';
import { restoreBatch } from '../../electron/registry/trash/restore.ts';
import { makeSite } from '../../electron/registry/change/site.ts';
import { openWorkspace } from '../../electron/registry/workspace.ts';
import type { Result } from '../../shared/domain/result.ts';
import { makeOrphans } from './orphans.ts';
import { formatMilliseconds, median } from './report.ts';

/** The longest time between two points at which work can be cancelled and shows how far it is, in milliseconds. */
interface Timed<Value> {
  readonly value: Value;
  readonly milliseconds: number;
  readonly longestPause: number;
}

function timed<Value>(work: Generator<unknown, Result<Value, CleanError>>): Timed<Value> {
  const start = performance.now();
  let last = start;
  let longestPause = 0;
  for (let step = work.next(); ; step = work.next()) {
    const now = performance.now();
    longestPause = Math.max(longestPause, now - last);
    last = now;
    if (step.done !== true) continue;
    if (!step.value.ok) throw new Error(step.value.error.message);
    return { value: step.value.value, milliseconds: now - start, longestPause };
  }
}

/** Moves all stored files by plain calls to another folder, back, and then removes their second names. */
function baseline(root: string): { move: number; remove: number } {
  const folders = readdirSync(join(root, 'binaries')).map((name) => join(root, 'binaries', name));
  const paths = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const away = join(root, 'away');
  mkdirSync(away);
  const others = paths.map((_path, place) => join(away, String(place)));
  const start = performance.now();
  for (const [place, path] of paths.entries()) {
    linkSync(path, others[place] ?? '');
    unlinkSync(path);
  }
  const moved = performance.now();
  for (const [place, path] of paths.entries()) linkSync(others[place] ?? '', path);
  const before = performance.now();
  for (const other of others) unlinkSync(other);
  const after = performance.now();
  rmSync(away, { recursive: true });
  return { move: moved - start, remove: after - before };
}

/** What one run measured, in milliseconds, by name; ratios to the baseline beside it. */
type Measured = Record<string, readonly [milliseconds: number, ratio: number | null]>;

function measure(files: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'stemma-bench-clean-'));
  const root = join(folder, 'workspace');
  makeOrphans(root, files);
  const floor = baseline(root);
  const opened = openWorkspace(root, { cache: join(folder, 'cache') });
  if (!opened.ok) throw new Error(opened.error.message);
  const workspace = opened.value;
  const cleaning = { workspace, site: makeSite(workspace.realRoot) };
  const scan = workspace.scan();
  while (scan.next().done !== true);
  const start = performance.now();
  const planning = beginPlanning(workspace, cleaning.site, { graceMs: 0, consent: NO_CONSENT });
  const plan = planning.ok ? makePlan(planning.value, { kind: 'orphans' }) : planning;
  const planned = performance.now() - start;
  if (!plan.ok) throw new Error(plan.error.message);
  if (plan.value.entries.length !== files) throw new Error(`${plan.value.entries.length} files were planned`);
  const applied = timed(applyPlan(cleaning, plan.value, NO_CONSENT, NEVER));
  const id = applied.value.trash_id ?? '';
  if (applied.value.moved.length !== files) throw new Error(`${applied.value.moved.length} files were moved`);
  const back = timed(restoreBatch(cleaning, id, [], NEVER));
  if (back.value.restored.length !== files) throw new Error(`${back.value.restored.length} files went back`);
  let asked = 0;
  const cancel: Cancel = {
    get aborted() {
      asked += 1;
      return asked > files / 2;
    },
  };
  const some = timed(applyPlan(cleaning, plan.value, NO_CONSENT, cancel));
  timed(restoreBatch(cleaning, some.value.trash_id ?? '', [], NEVER));
  timed(applyPlan(cleaning, plan.value, NO_CONSENT, NEVER));
  const emptied = timed(emptyTrash(cleaning, { ids: [], olderThanMs: null, said: NOTHING_SAID }, NEVER));
  if (emptied.value.removed.length !== files)
    throw new Error(`${emptied.value.removed.length} files were removed`);
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
  const longest = Math.max(applied.longestPause, back.longestPause, emptied.longestPause);
  return {
    'baseline: link and unlink': [floor.move, null],
    'baseline: unlink': [floor.remove, null],
    'plan, after the scan': [planned, planned / floor.move],
    'move, with all three looks': [applied.milliseconds, applied.milliseconds / floor.move],
    'put back': [back.milliseconds, back.milliseconds / floor.move],
    'empty, with its look': [emptied.milliseconds, emptied.milliseconds / floor.remove],
    'longest pause without progress': [longest, null],
  };
}

const { values } = parseArgs({
  options: { files: { type: 'string', default: '10000' }, runs: { type: 'string', default: '3' } },
});
const measured = Array.from({ length: Number(values.runs) }, () => measure(Number(values.files)));
for (const name of Object.keys(measured[0] ?? {})) {
  const milliseconds = median(measured.map((run) => run[name]?.[0] ?? Number.NaN));
  const ratios = measured.map((run) => run[name]?.[1] ?? null).filter((ratio) => ratio !== null);
  const ratio = ratios.length === 0 ? '' : `${median(ratios).toFixed(2)} x its baseline`;
  console.log(`${name.padEnd(32)} ${formatMilliseconds(milliseconds).padStart(10)}  ${ratio}`);
}
