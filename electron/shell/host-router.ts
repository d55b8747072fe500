import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { implement } from '@orpc/server';
import { hostContract, type Start } from '../../shared/api/host.ts';
import type { OpenError } from '../registry/find-workspace.ts';
import { plainWords } from '../registry/files/plain-words.ts';
import { rulesAt, WORDS } from '../registry/layouts/layouts.ts';
import type { CoreHost } from '../worker/threads/core-host.ts';
import { folderRefusal, type OpenErrors } from '../worker/folder-refusal.ts';
import { canRemakeDemo, remakeDemo } from '../worker/demo.ts';
import { exportName } from '../worker/export-name.ts';
import { ImportSources } from '../worker/import-sources.ts';
import type { StagedExports } from '../worker/staged-exports.ts';
import { isSystemError } from '../registry/change/left-folders.ts';
import { workspaceChildren } from '../worker/workspace-children.ts';
import { fileInside } from './file-inside.ts';
import type { AskedFolder, HostWindow } from './host-window.ts';
import type { RecentWorkspaces } from './recent-workspaces.ts';
import { listed, plainFolder, type WorkspaceOpener } from './workspace-opener.ts';

const NO_UPLOADS = 'On the desktop nothing is sent: Stemma reads what was dropped where it lies.';

/** What the desktop app answers windows from. */
export interface DesktopHost {
  readonly opener: WorkspaceOpener;
  readonly recent: RecentWorkspaces;
  readonly core: CoreHost;
  /** What is dragged out of windows. */
  readonly staged: StagedExports;
  /** Of Stemma. */
  readonly version: string;
  /** Shows a folder in the system's file manager. */
  readonly reveal: (path: string) => void;
  /** Opens a file with what the system has for it; answers why that failed, empty where it did not. */
  readonly openFile: (path: string) => Promise<string>;
  /** Another window, on the workspace of an id or on the start page. */
  readonly newWindow: (workspace: string | null) => void;
}

/** The host's part of the contract, for windows of the desktop app. */
export function hostRouter({
  opener,
  recent,
  core,
  staged,
  version,
  reveal,
  openFile,
  newWindow,
}: DesktopHost) {
  const sources = new ImportSources(core);
  const contract = implement(hostContract).$context<{ readonly window: HostWindow }>();

  /** The workspaces in a folder that is none itself; the window may open them by name from then on. */
  async function offer(window: HostWindow, { code, path }: OpenError): Promise<string[]> {
    const children = code === 'NOT_A_WORKSPACE' ? await workspaceChildren(path) : [];
    window.offered = { folder: path, children };
    return children;
  }

  async function toError(window: HostWindow, error: OpenError, errors: OpenErrors): Promise<Error> {
    return folderRefusal(error, await offer(window, error), errors);
  }

  async function openFor(
    window: HostWindow,
    folder: AskedFolder,
    errors: OpenErrors,
  ): Promise<{ id: string }> {
    const result = await opener.open(folder);
    if (!result.ok) throw await toError(window, result.error, errors);
    window.workspace = result.value;
    return { id: result.value };
  }

  /** What a window shows first; after a reload, what it showed before. */
  async function start(window: HostWindow): Promise<Start> {
    const { asked } = window;
    if (window.workspace !== null || asked === null) return { workspace: window.workspace, problem: null };
    const folder = 'id' in asked ? opener.find(asked.id) : asked;
    if (folder === null) return { workspace: null, problem: null };
    const result = await opener.open(folder);
    if (!result.ok) {
      const { code, path, message, holds } = result.error;
      const children = await offer(window, result.error);
      return { workspace: null, problem: { code, path, message, children, marks: WORDS.marks, holds } };
    }
    window.workspace = result.value;
    return { workspace: result.value, problem: null };
  }

  return contract.router({
    info: contract.info.handler(() => ({
      kind: 'desktop' as const,
      version,
      platform: process.platform,
      canChoose: true,
      marks: WORDS.marks,
    })),
    start: contract.start.handler(({ context }) => start(context.window)),
    demo: contract.demo.handler(() => {
      const found = recent.list().find(({ path, isDemo }) => isDemo && canRemakeDemo(path));
      return found === undefined ? null : { id: found.id };
    }),
    workspaces: {
      remakeDemo: contract.workspaces.remakeDemo.handler(async ({ input: { id }, context, errors }) => {
        const folder = opener.find(id);
        if (folder === null) throw errors.UNKNOWN({ data: { id } });
        const made = remakeDemo(folder.path);
        if (!made.ok) throw errors.NOT_HERE({ data: { reason: made.error } });
        return openFor(context.window, folder, errors);
      }),
      list: contract.workspaces.list.handler(() => Promise.all(recent.list().map((one) => listed(one)))),
      open: contract.workspaces.open.handler(async ({ input: { id }, context, errors }) => {
        const folder = opener.find(id);
        if (folder === null) throw errors.UNKNOWN({ data: { id } });
        return openFor(context.window, folder, errors);
      }),
      choose: contract.workspaces.choose.handler(async ({ context, errors }) => {
        const path = await context.window.chooseFolder();
        return path === null ? null : openFor(context.window, plainFolder(path), errors);
      }),
      openDropped: contract.workspaces.openDropped.handler(async ({ input: { drop }, context, errors }) => {
        const [path] = context.window.takeDrop(drop) ?? [];
        if (path === undefined) throw errors.UNKNOWN({ data: { id: drop } });
        return openFor(context.window, plainFolder(path), errors);
      }),
      openChild: contract.workspaces.openChild.handler(async ({ input: { child }, context, errors }) => {
        const { offered } = context.window;
        if (offered?.children.includes(child) !== true) throw errors.UNKNOWN({ data: { id: child } });
        return openFor(context.window, plainFolder(join(offered.folder, child)), errors);
      }),
      forget: contract.workspaces.forget.handler(({ input: { id }, errors }) => {
        if (!recent.forget(id)) throw errors.UNKNOWN({ data: { id } });
      }),
      reveal: contract.workspaces.reveal.handler(async ({ input: { id, path }, errors }) => {
        const folder = opener.find(id);
        if (folder === null) throw errors.UNKNOWN({ data: { id } });
        if (path === undefined) {
          reveal(folder.path);
          return;
        }
        const file = await fileInside(folder.path, path);
        if (!file.ok) throw errors.NOT_HERE({ data: { reason: file.error } });
        reveal(file.value);
      }),
      edit: contract.workspaces.edit.handler(async ({ input: { id, manifest }, errors }) => {
        const folder = opener.find(id);
        if (folder === null) throw errors.UNKNOWN({ data: { id } });
        const file = await fileInside(folder.path, manifest);
        if (!file.ok) throw errors.NOT_HERE({ data: { reason: file.error } });
        // Also behind a link: what the system runs instead of showing it is never opened from here.
        if (!rulesAt(manifest).isManifest(basename(file.value)))
          throw errors.NOT_HERE({ data: { reason: 'It is no manifest.' } });
        const refusal = await openFile(file.value);
        if (refusal !== '') throw errors.NOT_HERE({ data: { reason: refusal } });
      }),
    },
    exports: {
      place: contract.exports.place.handler(async ({ input: { name, format }, context: { window } }) => {
        const path = await window.chooseTarget(exportName(name, format));
        if (path === null) return null;
        const place = randomUUID();
        core.givePlace(place, path);
        return { place, url: null };
      }),
      stage: contract.exports.stage.handler(async ({ input: { name }, errors }) => {
        try {
          return { place: await staged.begin(exportName(name, 'zip')) };
        } catch (error) {
          if (!isSystemError(error)) throw error;
          throw errors.NOT_HERE({
            data: { reason: `what is dragged can’t be written to the cache: ${plainWords(error)}.` },
          });
        }
      }),
      drag: contract.exports.drag.handler(async ({ input: { place }, context: { window }, errors }) => {
        const found = staged.find(place);
        if (found === null || !existsSync(found.file)) throw errors.UNKNOWN({ data: { id: place } });
        await window.dragOut(found.file);
      }),
      forget: contract.exports.forget.handler(({ input: { place } }) => {
        staged.forget(place);
        core.givePlace(place, null);
      }),
    },
    imports: {
      open: contract.imports.open.handler(({ input: { source }, context: { window }, errors }) => {
        if (source.kind === 'paths') return sources.give(source.paths);
        const paths = window.findDrop(source.drop);
        if (paths === null) throw errors.UNKNOWN({ data: { id: source.drop } });
        return sources.give(paths, source.drop);
      }),
      choose: contract.imports.choose.handler(async ({ input: { what }, context: { window } }) => {
        const paths = await window.chooseSources(what);
        return paths === null ? null : sources.give(paths);
      }),
      openWorkspace: contract.imports.openWorkspace.handler(
        async ({ input: { id, name }, context, errors }) => {
          const path = sources.workspace(id, name);
          if (path === null) throw errors.UNKNOWN({ data: { id } });
          return openFor(context.window, plainFolder(path), errors);
        },
      ),
      close: contract.imports.close.handler(({ input: { id } }) => sources.forget(id)),
    },
    drops: {
      begin: contract.drops.begin.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_UPLOADS } });
      }),
      list: contract.drops.list.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_UPLOADS } });
      }),
      keep: contract.drops.keep.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_UPLOADS } });
      }),
      forget: contract.drops.forget.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_UPLOADS } });
      }),
    },
    newWindow: contract.newWindow.handler(({ input: { workspace } }) => newWindow(workspace)),
  });
}
