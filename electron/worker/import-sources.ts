import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { OpenedSource } from '../../shared/api/import/import-source.ts';
import { nodeFileSystem } from '../registry/files/file-system.ts';
import { findWorkspace } from '../registry/find-workspace.ts';
import { recogniseLayouts } from '../registry/layouts/layouts.ts';
import type { CoreHost } from './threads/core-host.ts';

/** More than these are kept only for pages that never say that they are done. */
const MOST = 16;

/** A path as people type it: `~` is their home. */
function typed(path: string): string {
  const trimmed = path.trim();
  if (trimmed === '~') return homedir();
  return trimmed.startsWith('~/') ? join(homedir(), trimmed.slice(2)) : resolve(trimmed);
}

/** What people call some paths. */
function nameOf(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  return others.length === 0 ? first : `${basename(first)} and ${others.length} more`;
}

/** What is a store alone, and all that was named. */
function storeAmong(paths: readonly string[]): string | null {
  const [path, ...others] = paths;
  if (path === undefined || others.length > 0) return null;
  return recogniseLayouts(nodeFileSystem, path)?.name === 'store' ? basename(path) : null;
}

/** What pages asked a host to bring in, by ids of the host's: the host makes paths of them, and hands these to the core. */
export class ImportSources {
  readonly #core: Pick<CoreHost, 'giveSource' | 'forgetSource'>;
  readonly #paths = new Map<string, readonly string[]>();

  constructor(core: Pick<CoreHost, 'giveSource' | 'forgetSource'>) {
    this.#core = core;
  }

  /** Tells the core of paths of this machine. */
  give(named: readonly string[], id = randomUUID() as string): OpenedSource {
    const paths = named.map(typed);
    this.#paths.set(id, paths);
    const [oldest] = this.#paths.keys();
    if (this.#paths.size > MOST && oldest !== undefined) this.forget(oldest);
    const name = nameOf(paths);
    this.#core.giveSource({ id, name, paths, root: null, unsent: [], left: [] });
    const workspaces = paths.filter((path) => findWorkspace(path).ok).map((path) => basename(path));
    return { id, name, workspaces, store: storeAmong(paths) };
  }

  /** The folder of one of the workspaces among what was named; null where there is none of that name. */
  workspace(id: string, name: string): string | null {
    const paths = this.#paths.get(id) ?? [];
    return paths.find((path) => basename(path) === name && findWorkspace(path).ok) ?? null;
  }

  /** Takes it back from the core. */
  forget(id: string): void {
    this.#paths.delete(id);
    this.#core.forgetSource(id);
  }
}
