import type { ChannelMessage, ContractPart } from './channel.ts';

/**
 * What the menu, or a second start of the app, asks of a window. Whatever the main process can do by itself (zoom,
 * closing, tools) is no command.
 */
export type DesktopCommand =
  /** Ask for a folder with `workspaces.choose` and show it. */
  | { readonly name: 'choose-workspace' }
  /** Open one of the listed workspaces with `workspaces.open` and show it. */
  | { readonly name: 'open-workspace'; readonly id: string }
  /** Go to the view Import and ask for files or a folder. */
  | { readonly name: 'import'; readonly what: 'files' | 'folder' }
  /** Scan the workspace that is shown again. */
  | { readonly name: 'rescan' };

/** Told of what comes over a connection. */
export interface ConnectionListener {
  onMessage(message: ChannelMessage): void;
  /** Called once, also after `close`, with what people should know of the reason, or null. */
  onClose(reason: string | null): void;
}

/** The window's end of a connection. */
export interface DesktopConnection {
  send(message: ChannelMessage): void;
  close(): void;
}

/**
 * Something that was dropped onto the window. A DOM `File` is one; the preload finds out by itself whether it is really
 * that, and where it lies.
 */
export interface DroppedFile {
  readonly name: string;
}

/** What became of something that was dropped onto the window. */
export interface KeptDrop {
  /** By which the host finds the paths; null where nothing of it lies on a disk. */
  readonly id: string | null;
  /** Names of what lies on no disk, such as a picture out of a page or an attachment of a mail. */
  readonly notOnDisk: readonly string[];
}

/** What the preload gives the page as `window.stemma`. Absent in a browser. */
export interface DesktopApi {
  /** As Node names systems. */
  readonly platform: string;
  /** Opens a connection to one part of the contract. It lives as long as the page, or until it is closed. */
  connect(part: ContractPart, listener: ConnectionListener): DesktopConnection;
  /**
   * Tells the main process which files were dropped, pasted or picked, and returns the id by which the host finds them. The page itself never
   * learns a path.
   */
  drop(files: readonly DroppedFile[]): Promise<KeptDrop>;
  /** Calls `listener` for every command from now on; the function that it returns ends that. */
  onCommand(listener: (command: DesktopCommand) => void): () => void;
}

/** The name under which the page finds {@link DesktopApi}. */
export const DESKTOP_API = 'stemma';
