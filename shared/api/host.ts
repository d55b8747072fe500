import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from './errors.ts';
import { exportHostProcedures } from './export/export-procedures.ts';
import { importHostProcedures } from './import/host-procedures.ts';
import { dropProcedures } from './import/drop-procedures.ts';
import { layoutMarks } from './workspace/layout-words.ts';

const { NO_SUCH_FOLDER, NOT_A_WORKSPACE, NOT_HERE, UNKNOWN } = errors;

/** What a host says of itself. */
export const hostInfo = z.object({
  kind: z.enum(['desktop', 'browser']),
  version: z.string(),
  /** As Node names systems; decides between Ctrl and ⌘. */
  platform: z.string(),
  /** Whether other folders than the listed ones can be opened here. */
  canChoose: z.boolean(),
  /** What of a workspace lies in its folder. */
  marks: layoutMarks,
});

/** A workspace that was opened, by the id by which the core knows it. */
export const opened = z.object({ id: z.string() });

/** A workspace that this window can go to. */
export const listedWorkspace = z.object({
  id: z.string(),
  name: z.string(),
  parent: z.string(),
  /** Whether it is the demo, which nobody's data lies in. */
  isDemo: z.boolean(),
  /** When it was last opened, in milliseconds since 1970. */
  openedAt: z.number().nullable(),
  /** Whether its folder is there now, and can be written. */
  state: z.enum(['there', 'read-only', 'gone']),
});

/** What a new window should show. */
export const start = z.object({
  /** The workspace of the command line or the last session; null shows the start page. */
  workspace: z.string().nullable(),
  /** Why the workspace that was asked for could not be opened. */
  problem: z
    .object({
      code: z.enum(['NO_SUCH_FOLDER', 'NOT_A_WORKSPACE']),
      path: z.string(),
      message: z.string(),
      /** Folders in it that are workspaces, for `workspaces.openChild`. */
      children: z.array(z.string()),
      /** What of a workspace was looked for. */
      marks: layoutMarks,
      /** What the folder holds, in a sentence. */
      holds: z.string().optional(),
    })
    .nullable(),
});

/** The part of the contract that the desktop shell or the browser host answers itself. */
export const hostContract = {
  info: oc.output(hostInfo),
  start: oc.output(start),
  /** The demo, where it is one of those that are listed and can be made anew. */
  demo: oc.output(opened.nullable()),
  workspaces: {
    /** Those that can be opened by id: recent ones on the desktop, those of the command line in the browser. */
    list: oc.output(z.array(listedWorkspace)),
    open: oc
      .errors({ UNKNOWN, NO_SUCH_FOLDER, NOT_A_WORKSPACE })
      .input(z.object({ id: z.string() }))
      .output(opened),
    /** Asks for a folder with the system's dialog; null where the user changed their mind. */
    choose: oc.errors({ NOT_HERE, NO_SUCH_FOLDER, NOT_A_WORKSPACE }).output(opened.nullable()),
    /** Opens the folder that was dropped onto the window; `drop` is what the preload made of the drop. */
    openDropped: oc
      .errors({ NOT_HERE, UNKNOWN, NO_SUCH_FOLDER, NOT_A_WORKSPACE })
      .input(z.object({ drop: z.string() }))
      .output(opened),
    /** Opens one of the `children` that this window was told of last, where a folder was none itself. */
    openChild: oc
      .errors({ NOT_HERE, UNKNOWN, NO_SUCH_FOLDER, NOT_A_WORKSPACE })
      .input(z.object({ child: z.string() }))
      .output(opened),
    /** Makes the demo what it was at first, and opens it: what was done to it is lost. */
    remakeDemo: oc
      .errors({ UNKNOWN, NOT_HERE, NO_SUCH_FOLDER, NOT_A_WORKSPACE })
      .input(z.object({ id: z.string() }))
      .output(opened),
    /** Takes a workspace off the recent ones; nothing in it changes. */
    forget: oc.errors({ NOT_HERE, UNKNOWN }).input(z.object({ id: z.string() })),
    /** Shows the workspace's folder in the system's file manager, or a file of it by its path in the workspace. */
    reveal: oc.errors({ NOT_HERE, UNKNOWN }).input(z.object({ id: z.string(), path: z.string().optional() })),
    /** Opens a manifest by its path in the workspace with what the system has for such files. */
    edit: oc.errors({ NOT_HERE, UNKNOWN }).input(z.object({ id: z.string(), manifest: z.string() })),
  },
  imports: importHostProcedures,
  exports: exportHostProcedures,
  drops: dropProcedures,
  /** Another window, on a workspace or on the start page. */
  newWindow: oc.errors({ NOT_HERE }).input(z.object({ workspace: z.string().nullable() })),
};

/** See {@link hostInfo}. */
export type HostInfo = z.infer<typeof hostInfo>;

/** See {@link listedWorkspace}. */
export type ListedWorkspace = z.infer<typeof listedWorkspace>;

/** See {@link start}. */
export type Start = z.infer<typeof start>;
