import { basename, dirname } from 'node:path';
import type { ListedWorkspace } from '../../shared/api/host.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import { DEFAULT_GRACE_MS } from '../registry/state/context.ts';
import type { OpenError } from '../registry/find-workspace.ts';
import { canRemakeDemo } from '../worker/demo.ts';
import type { CoreHost } from '../worker/threads/core-host.ts';
import { folderState } from '../worker/write-refusal.ts';
import type { AskedFolder } from './host-window.ts';
import type { RecentWorkspace, RecentWorkspaces } from './recent-workspaces.ts';

/** A folder that a user pointed at in the window, with nothing further said about it. */
export function plainFolder(path: string): AskedFolder {
  return { path, graceMs: DEFAULT_GRACE_MS, isDemo: false };
}

/**
 * The folder behind an entry of the recent ones. A grace period that was given once on the command line is not kept: a
 * 0 that nobody thinks of any more would put fresh files at risk. The demo's files are nobody's.
 */
export function recentFolder({ path, isDemo }: RecentWorkspace): AskedFolder {
  return { path, graceMs: isDemo ? 0 : DEFAULT_GRACE_MS, isDemo };
}

/** An entry of the recent ones, for the window. */
export async function listed({ id, path, isDemo, openedAt }: RecentWorkspace): Promise<ListedWorkspace> {
  const state = await folderState(path);
  return { id, name: basename(path), parent: dirname(path), isDemo, openedAt, state };
}

/** Opens folders in the core, and knows by what id and how they were opened, for as long as the app runs. */
export class WorkspaceOpener {
  readonly #core: CoreHost;
  readonly #recent: RecentWorkspaces;
  readonly #opened = new Map<string, AskedFolder>();

  constructor(core: CoreHost, recent: RecentWorkspaces) {
    this.#core = core;
    this.#recent = recent;
  }

  /** Opens a folder, and answers the workspace's id. */
  async open(folder: AskedFolder): Promise<Result<string, OpenError>> {
    const result = await this.#core.open({ path: folder.path, graceMs: folder.graceMs });
    if (!result.ok) return result;
    const { id, root } = result.value;
    // Whoever opens it, and however: the demo is known by where it lies.
    const isDemo = folder.isDemo || canRemakeDemo(root);
    this.#opened.set(id, { ...folder, path: root, isDemo });
    this.#recent.add({ id, path: root, isDemo, openedAt: Date.now() });
    return ok(id);
  }

  /** The folder behind an id: as it was opened in this session, else as a recent one; null where nobody knows it. */
  find(id: string): AskedFolder | null {
    const recent = this.#recent.find(id);
    return this.#opened.get(id) ?? (recent === null ? null : recentFolder(recent));
  }
}
