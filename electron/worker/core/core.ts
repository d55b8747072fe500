import type { Channel, ChannelMessage } from '../../../shared/api/channel.ts';
import { ok, type Result } from '../../../shared/domain/result.ts';
import type { GivenSource } from '../../registry/bring-in/given-source.ts';
import { removeLeftUnpacked } from '../../registry/bring-in/unpacked.ts';
import { findWorkspace, type OpenError } from '../../registry/find-workspace.ts';
import { cacheFolder } from '../../registry/index/location.ts';
import type {
  CoreOptions,
  FromCore,
  OpenedWorkspace,
  OpenRequest,
  ToCore,
} from '../threads/core-protocol.ts';
import { serveChannel } from '../serve-channel.ts';
import { warmUp } from './warm-up.ts';
import type { CoreContext } from './router/asking.ts';
import { coreRouter } from './router.ts';
import { ServedWorkspace } from './served-workspace.ts';

/** The core's end of one connection. */
interface Connection {
  deliver(data: ChannelMessage): void;
  end(): void;
}

/** The core's end of the line to its host, whatever it runs in. */
export interface Line {
  tell(message: FromCore): void;
  /** Lets go of the line: what the core runs in ends when nothing is left to do. */
  end(): void;
}

const READ_ONLY_CLIENT = 'Stemma was started with --read-only';

/** The core: open workspaces, and the connections over which they are asked. */
export class Core {
  readonly #line: Line;
  readonly #cache: string | null | undefined;
  readonly #router: ReturnType<typeof coreRouter>;
  readonly #workspaces = new Map<string, ServedWorkspace>();
  readonly #connections = new Map<number, Connection>();
  readonly #sources = new Map<string, GivenSource>();
  readonly #places = new Map<string, string>();
  #isChanging = false;

  constructor(options: CoreOptions, line: Line) {
    this.#line = line;
    this.#cache = options.cache;
    this.#router = coreRouter({ validateOutputs: options.validateOutputs === true });
    const cache = options.cache === undefined ? cacheFolder() : options.cache;
    if (cache !== null) void removeLeftUnpacked(cache);
  }

  receive(message: ToCore): void {
    switch (message.type) {
      case 'open':
        this.#line.tell({ type: 'opened', request: message.request, result: this.#open(message.open) });
        break;
      case 'connect':
        this.#connect(message.connection, message.readOnly);
        break;
      case 'message':
        this.#connections.get(message.connection)?.deliver(message.data);
        break;
      case 'source':
        this.#sources.set(message.source.id, message.source);
        break;
      case 'forget-source':
        this.#sources.delete(message.id);
        break;
      case 'place':
        if (message.path === null) this.#places.delete(message.id);
        else this.#places.set(message.id, message.path);
        break;
      case 'end':
        void this.#end();
        break;
      case 'disconnect':
        this.#connections.get(message.connection)?.end();
        this.#connections.delete(message.connection);
        break;
    }
  }

  /** Opening twice keeps what is there: other windows look at it. */
  #open({ path, graceMs }: OpenRequest): Result<OpenedWorkspace, OpenError> {
    const found = findWorkspace(path);
    if (!found.ok) return found;
    const fresh = new ServedWorkspace(found.value, graceMs, this.#cache, () => this.#tellChanging());
    const served = this.#workspaces.get(fresh.id) ?? fresh;
    if (served === fresh) {
      fresh.dropLockOfDeadCore();
      this.#workspaces.set(fresh.id, fresh);
      this.#workAhead(fresh).catch((error: unknown) =>
        this.#tellBug('Answers were not worked out ahead', error),
      );
    } else void fresh.close();
    return ok({ id: served.id, name: served.info(null).name, root: served.root });
  }

  /** Works ahead on each state of the index. */
  async #workAhead(served: ServedWorkspace): Promise<void> {
    await warmUp((channel) => this.#serve(channel, null), served.id);
    let known: number | null = null;
    for await (const { isReady, revision } of served.status.watch()) {
      if (!isReady || revision === known) continue;
      known = revision;
      await served.workAhead();
    }
  }

  async #end(): Promise<void> {
    const closed = await Promise.allSettled([...this.#workspaces.values()].map((served) => served.close()));
    for (const one of closed) {
      if (one.status === 'rejected') this.#tellBug('A workspace was not closed', one.reason);
    }
    this.#line.end();
  }

  #tellChanging(): void {
    const isChanging = [...this.#workspaces.values()].some(({ jobs }) => jobs.changing !== null);
    if (isChanging === this.#isChanging) return;
    this.#isChanging = isChanging;
    this.#line.tell({ type: 'changing', isChanging });
  }

  #connect(connection: number, readOnly: boolean): void {
    const listeners: ((data: ChannelMessage) => void)[] = [];
    const endListeners: ((reason: string | null) => void)[] = [];
    const channel: Channel = {
      send: (data) => this.#line.tell({ type: 'message', connection, data }),
      onMessage: (listener) => void listeners.push(listener),
      onClose: (listener) => void endListeners.push(listener),
      close: () => undefined,
    };
    this.#connections.set(connection, {
      deliver: (data) => {
        for (const listener of listeners) listener(data);
      },
      end: () => {
        for (const listener of endListeners) listener(null);
      },
    });
    this.#serve(channel, readOnly ? READ_ONLY_CLIENT : null);
  }

  #serve(channel: Channel, readOnly: string | null): void {
    const context: CoreContext = {
      workspaces: this.#workspaces,
      sources: this.#sources,
      places: this.#places,
      readOnly,
    };
    serveChannel(this.#router, channel, context, (what, error) => this.#tellBug(what, error));
  }

  #tellBug(what: string, error: unknown): void {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#line.tell({ type: 'bug', what, stack });
  }
}
