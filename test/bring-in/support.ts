import { applyImport, type Imported } from '../../electron/registry/bring-in/apply-import.ts';
import { sourceOnDisk, type FoundSource } from '../../electron/registry/bring-in/find-manifests.ts';
import type { ImportPlan, ImportWish } from '../../electron/registry/bring-in/import-plan.ts';
import { makeImportPlan } from '../../electron/registry/bring-in/make-import-plan.ts';
import { applyUndo, planUndo, type Undone } from '../../electron/registry/bring-in/undo-import.ts';
import type { CleanError } from '../../electron/registry/change/clean-error.ts';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { nodeFileSystem } from '../../electron/registry/files/file-system.ts';
import type { Result } from '../../shared/domain/result.ts';
import { drive } from '../clean/support.ts';
import { scanAll } from '../support/scanning.ts';

/** What lies at a path. */
export function sourceAt(path: string): FoundSource {
  const source = drive(sourceOnDisk(nodeFileSystem, path));
  if (!source.ok) throw new Error(source.error);
  return source.value;
}

/** Plans after a look. */
export function planned(
  cleaning: Cleaning,
  source: string | FoundSource,
  wish: Partial<ImportWish> = {},
): ImportPlan {
  scanAll(cleaning.workspace);
  const found = typeof source === 'string' ? sourceAt(source) : source;
  return drive(makeImportPlan(cleaning, [found], { onConflict: 'skip', withoutMissing: false, ...wish }));
}

/** Plans and applies. */
export function imported(
  cleaning: Cleaning,
  source: string | FoundSource,
  wish: Partial<ImportWish> = {},
): Result<Imported, CleanError> {
  return drive(applyImport(cleaning, planned(cleaning, source, wish), NEVER));
}

/** Takes an import back. */
export function undone(cleaning: Cleaning, id: string | null): Result<Undone, CleanError> {
  scanAll(cleaning.workspace);
  const plan = planUndo(cleaning, id ?? '');
  return plan.ok ? drive(applyUndo(cleaning, id ?? '', plan.value, NEVER)) : plan;
}
