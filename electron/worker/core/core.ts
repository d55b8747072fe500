import type { Channel, ChannelMessage } from '../../../shared/api/channel.ts';
import { ok, type Result } from '../../../shared/domain/result.ts';
import { findWorkspace, type OpenError } from '../../registry/find-workspace.ts';
import type { CoreOptions, FromCore, OpenedWorkspace, OpenRequest, ToCore } from '../core-protocol.ts';
import { serveChannel } from '../serve-channel.ts';
import type { CoreContext } from './router/asking.ts';
import { coreRouter } from './router.ts';
import { ServedWorkspace } from './served-workspace.ts';

/** The core's end of one connection. */
interface Connection {
  deliver(data: ChannelMessage): void;
  end(): void;
}

/** What the core is told through, whatever it runs in. */
export type Tell = (message: FromCore) => void;

const READ_ONLY_CLIENT = 'Stemma was started with --read-only';

/** The core: open workspaces, and the connections over which they are asked. */
export class Core {
  readonly #tell: Tell;
  readonly #cache: string | null | undefined;
  readonly #router: ReturnType<typeof coreRouter>;
  readonly #workspaces = new Map<string, ServedWorkspace>();
  readonly #connections = new Map<number, Connection>();

  constructor(options: CoreOptions, tell: Tell) {
    this.#tell = tell;
    this.#cache = options.cache;
    this.#router = coreRouter({ validateOutputs: options.validateOutputs === true });
  }

  receive(message: ToCore): void {
    switch (message.type) {
      case 'open':
        this.#tell({ type: 'opened', request: message.request, result: this.#open(message.open) });
        break;
      case 'connect':
        this.#connect(message.connection, message.readOnly);
        break;
      case 'message':
        this.#connections.get(message.connection)?.deliver(message.data);
        break;
      case 'settle':
        void Promise.all([...this.#workspaces.values()].map((served) => served.settle())).then(() =>
          this.#tell({ type: 'settled' }),
        );
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
    const fresh = new ServedWorkspace(found.value, graceMs, this.#cache);
    const served = this.#workspaces.get(fresh.id) ?? fresh;
    if (served === fresh) {
      fresh.clean.dropLockOfDeadCore();
      this.#workspaces.set(fresh.id, fresh);
    } else void fresh.close();
    return ok({ id: served.id, name: served.info(null).name, root: served.root });
  }

  #connect(connection: number, readOnly: boolean): void {
    const listeners: ((data: ChannelMessage) => void)[] = [];
    const endListeners: ((reason: string | null) => void)[] = [];
    const channel: Channel = {
      send: (data) => this.#tell({ type: 'message', connection, data }),
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
    const context: CoreContext = {
      workspaces: this.#workspaces,
      readOnly: readOnly ? READ_ONLY_CLIENT : null,
    };
    serveChannel(this.#router, channel, context, (what, error) => this.#tellBug(what, error));
  }

  #tellBug(what: string, error: unknown): void {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#tell({ type: 'bug', what, stack });
  }
}
