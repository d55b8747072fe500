import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, type Result } from '../../../shared/domain/result.ts';
import { plainWords } from '../files/plain-words.ts';
import { LARGEST_READ, readPlainFile } from '../files/plain-file.ts';
import { workspaceId } from '../index/location.ts';
import type { CleanError } from '../change/clean-error.ts';
import type { Plan } from '../change/plan.ts';
import { planText, readPlanText } from '../change/plan-text.ts';
import { seal, unseal } from '../change/sealed-text.ts';

/** A week: how long a plan that was not applied is kept, in milliseconds. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

const PLAN_ID = /^[0-9a-z]{6,32}$/;

function folderOf(cache: string, root: string): string {
  return join(cache, 'plans', workspaceId(root));
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}

function dropOld(folder: string, nowMs: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && nowMs - stats.mtimeMs > KEPT_MS) rmSync(path, { force: true });
  }
}

/**
 * Keeps a plan in the user's cache folder, so that another process can apply it. Returns null, or why it could not be kept:
 * then only this process can apply it.
 */
export function keepPlan(cache: string, plan: Plan, nowMs: number): string | null {
  const folder = folderOf(cache, plan.workspace);
  const path = join(folder, `${plan.id}.plan`);
  try {
    mkdirSync(folder, { recursive: true });
    dropOld(folder, nowMs);
    writeFileSync(`${path}.tmp`, seal(planText(plan)));
    renameSync(`${path}.tmp`, path);
    return null;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return `${folder}: ${plainWords(error)}`;
  }
}

/** A plan that was kept for the workspace with this real path. */
export function keptPlan(cache: string, root: string, id: string, nowMs: number): Result<Plan, CleanError> {
  const message = `There is no plan ${id} of this workspace. Plans are kept for a week.`;
  const lost: CleanError = { code: 'NOT_FOUND', message, name: id };
  if (!PLAN_ID.test(id)) return fail(lost);
  try {
    const text = unseal(readPlainFile(join(folderOf(cache, root), `${id}.plan`), LARGEST_READ));
    const plan = text === null ? fail('shape') : readPlanText(text);
    return !plan.ok || nowMs - plan.value.timeMs > KEPT_MS ? fail(lost) : plan;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return fail(lost);
  }
}
