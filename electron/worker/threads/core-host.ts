import { setTimeout } from 'node:timers/promises';
import type { Channel, ChannelMessage } from '../../../shared/api/channel.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { GivenSource } from '../../registry/bring-in/given-source.ts';
import type { OpenError } from '../../registry/find-workspace.ts';
import type { FromCore, OpenedWorkspace, OpenRequest, ToCore } from './core-protocol.ts';
import type { Port } from './port.ts';
import type { BugLog } from '../serve-channel.ts';

interface Waiting {
  readonly resolve: (result: Result<OpenedWorkspace, OpenError>) => void;
  readonly reject: (error: Error) => void;
}

/** The host's end of one connection. */
class Connection implements Channel {
  readonly #onSend: (data: ChannelMessage) => void;
  readonly #onEnd: () => void;
  readonly #listeners: ((message: ChannelMessage) => void)[] = [];
  readonly #closeListeners: ((reason: string | null) => void)[] = [];
  #isClosed = false;

  constructor(onSend: (data: ChannelMessage) => void, onEnd: () => void) {
    this.#onSend = onSend;
    this.#onEnd = onEnd;
  }

  send(message: ChannelMessage): void {
    if (!this.#isClosed) this.#onSend(message);
  }

  onMessage(listener: (message: ChannelMessage) => void): void {
    this.#listeners.push(listener);
  }

  onClose(listener: (reason: string | null) => void): void {
    this.#closeListeners.push(listener);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#onEnd();
    this.end(null);
  }

  deliver(message: ChannelMessage): void {
    for (const listener of this.#listeners) listener(message);
  }

  end(reason: string | null): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const listener of this.#closeListeners) listener(reason);
  }
}

/** For so long the end of the host waits for the core to end by itself, in milliseconds. */
const END_MS = 10_000;

/**
 * The core, as a host holds it: opens workspaces and connects clients. A core that dies rejects what waits for it and
 * closes its connections with the reason; the next `open` or `connect` starts it again, with the workspaces it had.
 */
export class CoreHost {
  readonly #start: () => Port;
  readonly #log: BugLog;
  readonly #opened = new Map<string, OpenRequest>();
  readonly #sources = new Map<string, GivenSource>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #connections = new Map<number, Connection>();
  #port: Port | null = null;
  #isChanging = false;
  #next = 1;

  /**
   * @param start starts a core; see `start-core.ts`
   * @param log told of every bug, and of every death of the core
   */
  constructor(start: () => Port, log: BugLog) {
    this.#start = start;
    this.#log = log;
  }

  /** Whether files of some workspace are being moved, or deleted, just now. */
  get isChanging(): boolean {
    return this.#isChanging;
  }

  /** Opens a folder as a workspace; a second time gives the same id. Throws when the core dies meanwhile. */
  async open(open: OpenRequest): Promise<Result<OpenedWorkspace, OpenError>> {
    const result = await this.#ask(this.#running(), open);
    if (result.ok) this.#opened.set(result.value.id, { ...open, path: result.value.root });
    return result;
  }

  /** Tells the core of something that may be brought in; again where more of it has come. */
  giveSource(source: GivenSource): void {
    this.#sources.set(source.id, source);
    this.#post(this.#running(), { type: 'source', source });
  }

  /** Takes it back. */
  forgetSource(id: string): void {
    if (this.#sources.delete(id) && this.#port !== null)
      this.#post(this.#port, { type: 'forget-source', id });
  }

  /** Lets an export go to a path, or no more where that is null. */
  givePlace(id: string, path: string | null): void {
    this.#post(this.#running(), { type: 'place', id, path });
  }

  /** A new connection to the core's part of the contract, for one window or one page. */
  connect({ readOnly }: { readonly readOnly: boolean }): Channel {
    const port = this.#running();
    const connection = this.#next++;
    const channel = new Connection(
      (data) => this.#post(port, { type: 'message', connection, data }),
      () => {
        this.#connections.delete(connection);
        this.#post(port, { type: 'disconnect', connection });
      },
    );
    this.#connections.set(connection, channel);
    this.#post(port, { type: 'connect', connection, readOnly });
    return channel;
  }

  /** Ends the core; connections are closed. */
  async close(): Promise<void> {
    const port = this.#port;
    this.#port = null;
    if (port !== null) await this.#end(port);
    this.#letGo(null);
  }

  /**
   * Asks the core to end, and waits until it has: files that are being moved come to their place or to the trash, and no
   * thread is ended inside SQLite, which would take the whole process with it. But not for ever.
   */
  async #end(port: Port): Promise<void> {
    const patience = new AbortController();
    const gone = new Promise<void>((resolve) => port.onGone(() => resolve()));
    this.#post(port, { type: 'end' });
    const { signal } = patience;
    // Where the core ended in time the timer rejects, for nobody waits for it any more.
    const late = setTimeout(END_MS, undefined, { signal }).then(
      () => port.terminate(),
      () => undefined,
    );
    await Promise.race([gone, late]);
    patience.abort();
  }

  #running(): Port {
    if (this.#port !== null) return this.#port;
    const port = this.#start();
    this.#port = port;
    port.onMessage((message) => this.#receive(message as FromCore));
    port.onGone((reason) => {
      if (this.#port !== port) return;
      this.#port = null;
      this.#isChanging = false;
      this.#log('The core stopped', new Error(reason));
      this.#letGo(reason);
    });
    for (const open of this.#opened.values()) {
      this.#ask(port, open).catch((error: unknown) => this.#log('A workspace was not opened again', error));
    }
    for (const source of this.#sources.values()) this.#post(port, { type: 'source', source });
    return port;
  }

  #ask(port: Port, open: OpenRequest): Promise<Result<OpenedWorkspace, OpenError>> {
    const request = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, { resolve, reject });
      this.#post(port, { type: 'open', request, open });
    });
  }

  #post(port: Port, message: ToCore): void {
    port.post(message);
  }

  #receive(message: FromCore): void {
    switch (message.type) {
      case 'opened':
        this.#waiting.get(message.request)?.resolve(message.result);
        this.#waiting.delete(message.request);
        break;
      case 'message':
        this.#connections.get(message.connection)?.deliver(message.data);
        break;
      case 'changing':
        this.#isChanging = message.isChanging;
        break;
      case 'bug':
        this.#log(message.what, message.stack);
        break;
    }
  }

  #letGo(reason: string | null): void {
    const waiting = [...this.#waiting.values()];
    const connections = [...this.#connections.values()];
    this.#waiting.clear();
    this.#connections.clear();
    for (const { reject } of waiting) reject(new Error(`The core stopped: ${reason ?? 'it was closed'}`));
    for (const connection of connections) connection.end(reason);
  }
}
