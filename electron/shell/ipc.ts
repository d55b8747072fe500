import {
  ipcMain,
  type IpcMain,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  type WebContents,
} from 'electron';
import { isChannelMessage, type ContractPart } from '../../shared/api/channel.ts';
import type { BugLog } from '../worker/serve-channel.ts';
import { TO_MAIN } from './ipc-names.ts';
import { senderRefusal } from './sender.ts';
import { WindowConnections, type WindowChannel } from './window-connections.ts';

/** What the main process does with what windows send. */
export interface IpcOptions {
  /** Answers a part of the contract for a window. */
  readonly serve: (contents: WebContents, part: ContractPart, channel: WindowChannel) => void;
  /** Keeps the paths of a drop for a window, and answers the id by which they can be had. */
  readonly keepDrop: (contents: WebContents, paths: readonly string[]) => string;
  /** Told of every message that was refused. */
  readonly log: BugLog;
}

type AnyEvent = Pick<IpcMainEvent | IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

const isConnection = (value: unknown): value is number => Number.isSafeInteger(value);
const isPart = (value: unknown): value is ContractPart => value === 'core' || value === 'host';
const isPaths = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((path) => typeof path === 'string');

/**
 * Listens to all windows. This is the only module that holds `ipcMain`, and every message goes through `heard`: what
 * does not come from the main frame of our own page, or is not of the expected shape, is logged and dropped; an
 * invoked call rejects.
 */
export function setUpIpc(
  { serve, keepDrop, log }: IpcOptions,
  ipc: Pick<IpcMain, 'on' | 'handle'> = ipcMain,
): void {
  const windows = new WeakMap<WebContents, WindowConnections>();

  function refuse(channel: string, reason: string): Error {
    const error = new Error(`A message ${channel} was refused: ${reason}`);
    log('A window was refused', error);
    return error;
  }

  function connectionsOf(contents: WebContents): WindowConnections {
    const known = windows.get(contents);
    if (known !== undefined) return known;
    const made = new WindowConnections(contents, (part, channel) => serve(contents, part, channel));
    windows.set(contents, made);
    contents.once('destroyed', () => made.closeAll());
    contents.on('render-process-gone', () => made.closeAll());
    return made;
  }

  /** Hears a message from the right sender; `act` answers false for one of the wrong shape. */
  function heard(
    channel: string,
    act: (connections: WindowConnections, args: readonly unknown[]) => boolean,
  ): void {
    ipc.on(channel, (event: AnyEvent, ...args: unknown[]) => {
      const refusal = senderRefusal(event.senderFrame);
      if (refusal !== null) refuse(channel, refusal);
      else if (!act(connectionsOf(event.sender), args)) refuse(channel, 'it is not of the expected shape');
    });
  }

  heard(TO_MAIN.hello, (connections) => {
    connections.closeAll();
    return true;
  });
  heard(TO_MAIN.open, (connections, [connection, part]) => {
    return isConnection(connection) && isPart(part) && connections.open(connection, part);
  });
  heard(TO_MAIN.message, (connections, [connection, message]) => {
    if (!isConnection(connection) || !isChannelMessage(message)) return false;
    connections.deliver(connection, message);
    return true;
  });
  heard(TO_MAIN.close, (connections, [connection]) => {
    if (!isConnection(connection)) return false;
    connections.close(connection);
    return true;
  });
  ipc.handle(TO_MAIN.drop, (event: AnyEvent, paths: unknown) => {
    const refusal = senderRefusal(event.senderFrame);
    if (refusal !== null) throw refuse(TO_MAIN.drop, refusal);
    if (!isPaths(paths)) throw refuse(TO_MAIN.drop, 'it is not of the expected shape');
    return keepDrop(event.sender, paths);
  });
}
