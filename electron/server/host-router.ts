import { platform } from 'node:os';
import { implement } from '@orpc/server';
import { basename, dirname, join } from 'node:path';
import { nodeFileSystem } from '../registry/files/file-system.ts';
import { isInside } from '../registry/files/paths.ts';
import type { OpenError } from '../registry/find-workspace.ts';
import { WORDS } from '../registry/layouts/layouts.ts';
import { EXPORTS_PATH } from '../../shared/api/sockets.ts';
import { hostContract, type ListedWorkspace } from '../../shared/api/host.ts';
import { fail } from '../../shared/domain/result.ts';
import { canRemakeDemo, remakeDemo } from '../worker/demo.ts';
import { folderRefusal, type OpenErrors } from '../worker/folder-refusal.ts';
import { exportName } from '../worker/export-name.ts';
import { ImportSources } from '../worker/import-sources.ts';
import { folderState } from '../worker/write-refusal.ts';
import { dropHandlers } from './drops/drop-handlers.ts';
import type { Drops } from './drops/drops.ts';
import type { StagedExports } from '../worker/staged-exports.ts';
import type { HostPage } from './host-page.ts';
import { sourceOfDrop, storeOf } from './drops/source-of-drop.ts';
import type { CoreHost } from '../worker/threads/core-host.ts';
import type { OpenedWorkspace } from '../worker/threads/core-protocol.ts';

/** What the browser host answers from. */
export interface BrowserHost {
  readonly core: CoreHost;
  /** The workspaces of the command line, and those taken in since: no others are opened. */
  readonly workspaces: readonly OpenedWorkspace[];
  /** Lets pages open one more. */
  readonly takeIn: (workspace: OpenedWorkspace) => void;
  /** Grace period of orphans in milliseconds. */
  readonly graceMs: number;
  readonly drops: Drops;
  /** What pages may fetch that was exported. */
  readonly downloads: StagedExports;
  /** Of Stemma. */
  readonly version: string;
  /** Whether pages may only look. */
  readonly readOnly: boolean;
}

const NO_OTHERS =
  'In the browser, Stemma opens only the workspaces that it was started with: stemma serve -w DIR.';
const NO_FOLDERS = 'The browser can show no folders of the machine on which Stemma runs.';
const NO_DRAGS = 'Nothing is dragged out of a browser: export it instead.';
const NO_WINDOWS = 'Open another tab of the browser instead.';

async function listed({ id, name, root }: OpenedWorkspace, openedAt: number): Promise<ListedWorkspace> {
  const state = await folderState(root);
  return {
    id,
    name: name === '' ? basename(root) : name,
    parent: dirname(root),
    isDemo: canRemakeDemo(root),
    openedAt,
    state,
  };
}

/** Whether a folder lies in another for the disk too: a link would lead out of what the command line named. */
function leadsInside(folder: string, path: string): boolean {
  const [outer, inner] = [folder, path].map((each) => nodeFileSystem.realPath(each));
  return outer?.ok === true && inner?.ok === true && isInside(outer.value, inner.value);
}

/** Why a folder is not opened; the page may open the workspaces in it by name from then on. */
function refused(page: HostPage, error: OpenError, errors: OpenErrors): Error {
  page.offered = { folder: error.path, children: error.children };
  return folderRefusal(error, error.children, errors);
}

/** The host's part of the contract, for pages in a browser: what needs a desktop is `NOT_HERE`. */
export function browserHostRouter(host: BrowserHost) {
  const { core, workspaces, takeIn, graceMs, drops, downloads, version, readOnly: isReadOnly } = host;
  const contract = implement(hostContract).$context<{ readonly page: HostPage }>();
  const startedAt = Date.now();
  const sources = new ImportSources(core);
  return contract.router({
    info: contract.info.handler(() => ({
      kind: 'browser' as const,
      version,
      platform: platform(),
      canChoose: false,
      marks: WORDS.marks,
    })),
    start: contract.start.handler(() => ({ workspace: workspaces[0]?.id ?? null, problem: null })),
    demo: contract.demo.handler(() => {
      const found = isReadOnly ? undefined : workspaces.find(({ root }) => canRemakeDemo(root));
      return found === undefined ? null : { id: found.id };
    }),
    workspaces: {
      remakeDemo: contract.workspaces.remakeDemo.handler(
        async ({ input: { id }, context: { page }, errors }) => {
          const known = workspaces.find((workspace) => workspace.id === id);
          if (known === undefined) throw errors.UNKNOWN({ data: { id } });
          const made = isReadOnly ? fail('Stemma was started with --read-only.') : remakeDemo(known.root);
          if (!made.ok) throw errors.NOT_HERE({ data: { reason: made.error } });
          const again = await core.open({ path: known.root, graceMs });
          if (again.ok) return { id: again.value.id };
          throw refused(page, again.error, errors);
        },
      ),
      list: contract.workspaces.list.handler(() =>
        Promise.all(workspaces.map((opened) => listed(opened, startedAt))),
      ),
      open: contract.workspaces.open.handler(async ({ input: { id }, context: { page }, errors }) => {
        const known = workspaces.find((workspace) => workspace.id === id);
        if (known === undefined) throw errors.UNKNOWN({ data: { id } });
        const again = await core.open({ path: known.root, graceMs });
        if (again.ok) return { id: again.value.id };
        throw refused(page, again.error, errors);
      }),
      choose: contract.workspaces.choose.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_OTHERS } });
      }),
      openDropped: contract.workspaces.openDropped.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_OTHERS } });
      }),
      openChild: contract.workspaces.openChild.handler(
        async ({ input: { child }, context: { page }, errors }) => {
          const { offered } = page;
          if (offered?.children.includes(child) !== true) throw errors.UNKNOWN({ data: { id: child } });
          const path = join(offered.folder, child);
          if (!leadsInside(offered.folder, path)) throw errors.NOT_HERE({ data: { reason: NO_OTHERS } });
          const opened = await core.open({ path, graceMs });
          if (!opened.ok) throw refused(page, opened.error, errors);
          takeIn(opened.value);
          return { id: opened.value.id };
        },
      ),
      forget: contract.workspaces.forget.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_OTHERS } });
      }),
      reveal: contract.workspaces.reveal.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_FOLDERS } });
      }),
      edit: contract.workspaces.edit.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_FOLDERS } });
      }),
    },
    exports: {
      place: contract.exports.place.handler(async ({ input: { name, format } }) => {
        const place = await downloads.begin(exportName(name, format));
        return { place, url: `${EXPORTS_PATH}${place}` };
      }),
      stage: contract.exports.stage.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_DRAGS } });
      }),
      drag: contract.exports.drag.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_DRAGS } });
      }),
      forget: contract.exports.forget.handler(({ input: { place } }) => downloads.forget(place)),
    },
    imports: {
      open: contract.imports.open.handler(({ input: { source }, errors }) => {
        if (source.kind === 'paths') return { ...sources.give(source.paths), workspaces: [] };
        const drop = drops.find(source.drop);
        if (drop === null) throw errors.UNKNOWN({ data: { id: source.drop } });
        core.giveSource(sourceOfDrop(drop));
        return { id: drop.id, name: drop.name, workspaces: [], store: storeOf(drop) };
      }),
      choose: contract.imports.choose.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_FOLDERS } });
      }),
      openWorkspace: contract.imports.openWorkspace.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_OTHERS } });
      }),
      close: contract.imports.close.handler(({ input: { id } }) => {
        sources.forget(id);
        drops.forget(id);
      }),
    },
    drops: dropHandlers(drops),
    newWindow: contract.newWindow.handler(({ errors }) => {
      throw errors.NOT_HERE({ data: { reason: NO_WINDOWS } });
    }),
  });
}
