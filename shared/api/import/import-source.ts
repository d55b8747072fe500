import { z } from 'zod';

/**
 * What somebody wants to bring in. The core only ever gets paths: a host makes them of what it is told, so that a page never learns where
 * dropped files lie.
 */
export const importSource = z.discriminatedUnion('kind', [
  /** Absolute paths of this machine, as they were typed. */
  z.object({ kind: z.literal('paths'), paths: z.array(z.string().min(1).max(32_768)).min(1).max(1000) }),
  /**
   * Something that was dropped, picked or pasted, by the id that the host gave for it. On the desktop the main process holds the paths; the
   * browser host holds a folder in the cache with what went up, and the names and sizes of what did not.
   */
  z.object({ kind: z.literal('drop'), drop: z.string() }),
]);

/** A source that the host has told the core of. */
export const openedSource = z.object({
  /** By which `import.plan` takes it. Opening the same drop again answers the same, and tells the core what has come since. */
  id: z.string(),
  /** For people: a path, or what was dropped. */
  name: z.string(),
  /** Names of those among what was named that are workspaces themselves and that this host can open: `imports.openWorkspace` does. */
  workspaces: z.array(z.string()).readonly(),
  /** The name of what was named, where that is a store alone: it has no manifests to bring in, and is opened where this host can. */
  store: z.string().nullable(),
});

/** See {@link importSource}. */
export type ImportSource = z.infer<typeof importSource>;

/** See {@link openedSource}. */
export type OpenedSource = z.infer<typeof openedSource>;
