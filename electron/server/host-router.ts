import { platform } from 'node:os';
import { implement } from '@orpc/server';
import { basename, dirname } from 'node:path';
import { WORDS } from '../registry/layouts/layouts.ts';
import { hostContract, type ListedWorkspace } from '../../shared/api/host.ts';
import { folderState } from '../worker/write-refusal.ts';
import type { CoreHost } from '../worker/threads/core-host.ts';
import type { OpenedWorkspace } from '../worker/threads/core-protocol.ts';

/** What the browser host answers from. */
export interface BrowserHost {
  readonly core: CoreHost;
  /** The workspaces of the command line, and those taken in since: no others are opened. */
  readonly workspaces: readonly OpenedWorkspace[];
  /** Grace period of orphans in milliseconds. */
  readonly graceMs: number;
  /** Of Stemma. */
  readonly version: string;
}

const NO_OTHERS =
  'In the browser, Stemma opens only the workspaces that it was started with: stemma serve -w DIR.';
const NO_FOLDERS = 'The browser can show no folders of the machine on which Stemma runs.';
const NO_WINDOWS = 'Open another tab of the browser instead.';

async function listed({ id, name, root }: OpenedWorkspace, openedAt: number): Promise<ListedWorkspace> {
  const state = await folderState(root);
  return {
    id,
    name: name === '' ? basename(root) : name,
    parent: dirname(root),
    isDemo: false,
    openedAt,
    state,
  };
}

/** The host's part of the contract, for pages in a browser: what needs a desktop is `NOT_HERE`. */
export function browserHostRouter({ core, workspaces, graceMs, version }: BrowserHost) {
  const contract = implement(hostContract);
  const startedAt = Date.now();
  return contract.router({
    info: contract.info.handler(() => ({
      kind: 'browser' as const,
      version,
      platform: platform(),
      canChoose: false,
      marks: WORDS.marks,
    })),
    start: contract.start.handler(() => ({ workspace: workspaces[0]?.id ?? null, problem: null })),
    workspaces: {
      list: contract.workspaces.list.handler(() =>
        Promise.all(workspaces.map((opened) => listed(opened, startedAt))),
      ),
      open: contract.workspaces.open.handler(async ({ input: { id }, errors }) => {
        const known = workspaces.find((workspace) => workspace.id === id);
        if (known === undefined) throw errors.UNKNOWN({ data: { id } });
        const again = await core.open({ path: known.root, graceMs });
        if (again.ok) return { id: again.value.id };
        const { code, path, message, children } = again.error;
        throw code === 'NO_SUCH_FOLDER'
          ? errors.NO_SUCH_FOLDER({ message, data: { path } })
          : errors.NOT_A_WORKSPACE({
              message,
              data: { path, children: [...children], marks: WORDS.marks },
            });
      }),
      choose: contract.workspaces.choose.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_OTHERS } });
      }),
      openDropped: contract.workspaces.openDropped.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_OTHERS } });
      }),
      openChild: contract.workspaces.openChild.handler(({ errors }) => {
        throw errors.NOT_HERE({ data: { reason: NO_OTHERS } });
      }),
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
    newWindow: contract.newWindow.handler(({ errors }) => {
      throw errors.NOT_HERE({ data: { reason: NO_WINDOWS } });
    }),
  });
}
