import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan, PlanEntry } from '../../electron/registry/change/plan.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { planText } from '../../electron/registry/change/plan-text.ts';
import { seal } from '../../electron/registry/change/sealed-text.ts';

/** The batch that is forged. */
export const FORGED = '20260101T000000Z-abcdef';

/** An entry of a forged journal; the stamp is that of `file`, where one is named. */
export function forgedEntry(
  path: string,
  file: string | null = null,
  folder: string | null = null,
): PlanEntry {
  const stats = file === null ? null : lstatSync(file, { bigint: true });
  return {
    path,
    size: Number(stats?.size ?? 0),
    mtimeNs: stats?.mtimeNs ?? 0n,
    inode: stats?.ino ?? 0n,
    device: stats?.dev ?? 0n,
    links: 1,
    hash: null,
    reason: folder === null ? 'orphan' : 'folder',
    folder,
  };
}

/** A journal as anybody can write it: its checksum has no key. */
export function forgedPlan(root: string, entries: readonly PlanEntry[]): Plan {
  return {
    id: 'abcdef012345',
    kind: 'orphans',
    subject: null,
    timeMs: 1_700_000_000_000,
    graceMs: 0,
    workspace: root,
    entries,
    pipelines: [],
    bytes: 0,
    frees: 0,
    breaks: [],
    broken: [],
    stays: [],
    decisions: [],
    decided: [],
    notes: [],
    consent: NO_CONSENT,
  };
}

/** Puts a batch into the trash that no Stemma made; returns its folder. `content` is the text of its journal. */
export function forgedBatch(
  root: string,
  state: string,
  content: string | null,
  { id = FORGED, withFiles = true }: { readonly id?: string; readonly withFiles?: boolean } = {},
): string {
  const folder = join(root, '.stemma', 'trash', id);
  mkdirSync(withFiles ? join(folder, 'files') : folder, { recursive: true });
  if (content !== null) writeFileSync(join(folder, `${state}.journal`), seal(content));
  return folder;
}

/** The same with a whole plan. */
export function forgedWith(root: string, state: string, entries: readonly PlanEntry[]): string {
  return forgedBatch(root, state, planText(forgedPlan(root, entries)));
}
