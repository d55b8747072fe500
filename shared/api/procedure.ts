import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from './errors.ts';

/** What the guard before every procedure reads: whether it changes a workspace, which a read-only client may not. */
export interface CoreMeta extends Record<string, unknown> {
  readonly changesWorkspace?: boolean;
}

const { NO_SUCH_WORKSPACE, NOT_READY, READ_ONLY } = errors;

/** A procedure of the core. */
export const procedure = oc.$meta<CoreMeta>({}).errors({ NO_SUCH_WORKSPACE, READ_ONLY });

/** One that is answered from the index. */
export const question = procedure.errors({ NOT_READY });

/** Names the workspace that a call is about, by the id that the host's `open` gave. */
export const workspace = z.object({ workspace: z.string() });

/** The whole workspace, or one dataset. */
export const scope = workspace.extend({ dataset: z.string().optional() });

/** Words of the filter; all of them are to be found. */
export const text = z.string().max(1000);

/** Rows of a page; the window asks for about 200 around what it shows. */
export const limit = z.number().int().min(1).max(1000);

/** A part of a list, by place. */
export const part = z.object({ offset: z.number().int().nonnegative().default(0), limit });
