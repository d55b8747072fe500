import { z } from 'zod';
import type { JsonFile } from './json-file.ts';

const recentWorkspace = z.object({
  id: z.string(),
  /** The folder, absolute. */
  path: z.string(),
  /** Whether it is the demo, whose files have no grace period. */
  isDemo: z.boolean(),
  /** When it was last opened, in milliseconds since 1970. */
  openedAt: z.number(),
});

const fileContent = z.object({ workspaces: z.array(recentWorkspace) });

/** A workspace that was opened on this machine. */
export type RecentWorkspace = Readonly<z.infer<typeof recentWorkspace>>;

/** As many as a menu shows well. */
const MOST = 12;

/** The workspaces that were opened lately, the last one first; remembered from session to session. */
export class RecentWorkspaces {
  readonly #file: JsonFile;
  readonly #onChange: () => void;
  #workspaces: readonly RecentWorkspace[];

  /** @param onChange called after each change, for the menu that lists them */
  constructor(file: JsonFile, onChange: () => void) {
    this.#file = file;
    this.#onChange = onChange;
    const content = fileContent.safeParse(file.read());
    this.#workspaces = content.success ? content.data.workspaces.slice(0, MOST) : [];
  }

  list(): readonly RecentWorkspace[] {
    return this.#workspaces;
  }

  find(id: string): RecentWorkspace | null {
    return this.#workspaces.find((workspace) => workspace.id === id) ?? null;
  }

  /** Puts a workspace first. */
  add(workspace: RecentWorkspace): void {
    const others = this.#workspaces.filter(({ id }) => id !== workspace.id);
    this.#change([workspace, ...others].slice(0, MOST));
  }

  /** Takes a workspace off the list; false where it was not on it. */
  forget(id: string): boolean {
    if (this.find(id) === null) return false;
    this.#change(this.#workspaces.filter((workspace) => workspace.id !== id));
    return true;
  }

  #change(workspaces: readonly RecentWorkspace[]): void {
    this.#workspaces = workspaces;
    this.#file.write({ workspaces });
    this.#onChange();
  }
}
