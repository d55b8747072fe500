import { ask, fixtureWorkspace } from '../cli/support.ts';

/** `--json` of a plan that was not applied, or was. */
export interface PlanDocument {
  readonly plan: {
    readonly plan_id: string;
    readonly kind: string;
    readonly subject: string | null;
    readonly entries: readonly {
      readonly path: string;
      readonly size_bytes: number;
      readonly reason: string;
    }[];
    readonly bytes: number;
    readonly frees_bytes: number;
    readonly breaks: readonly { readonly manifest: string; readonly artifact_id: string | null }[];
    readonly stays: readonly { readonly path: string; readonly reason: string }[];
  };
  readonly result: null | {
    readonly trash_id: string | null;
    readonly moved: readonly string[];
    readonly moved_bytes: number;
    readonly skipped: readonly { readonly path: string; readonly reason: string }[];
    readonly cancelled: boolean;
  };
}

/** Keys of documents in the contract of the command line, in its words. */
export const PLAN_KEYS = ['plan_id', 'kind', 'entries', 'bytes', 'breaks'] as const;

/** See {@link PLAN_KEYS}. */
export const RESULT_KEYS = ['trash_id', 'moved', 'moved_bytes', 'skipped'] as const;

/** Without a grace period, because copies of fixtures are fresh. */
export const AT_ONCE = ['--grace', '0'] as const;

/** A copy of the fixture `orphans`, with its orphans in the trash. */
export async function withTrash(): Promise<{ workspace: string; id: string; moved: readonly string[] }> {
  const workspace = fixtureWorkspace('orphans');
  const { result } = await ask<PlanDocument>(workspace, 'clean', 'orphans', '--apply', ...AT_ONCE);
  const id = result?.trash_id ?? null;
  if (result === null || id === null) throw new Error('Nothing was moved.');
  return { workspace, id, moved: result.moved };
}
