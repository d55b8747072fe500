import { coreClient, type CoreClient, type HostClient } from '../../../shared/api/client.ts';
import type { Channel } from '../../../shared/api/channel.ts';
import { coreQueries, hostQueries } from '../../../shared/api/queries.ts';
import { Connection, type ConnectionOptions } from '../../../renderer/state/connection/connection.ts';
import type { Connections } from '../../../renderer/state/connection/connections.ts';
import { PageDrops } from '../../../renderer/state/drops/page-drops.ts';
import { NotLetInError } from '../../../renderer/state/connection/pass.ts';
import { openSocketChannel } from '../../../renderer/state/connection/socket-channel.ts';
import { GALLERY_PATHS } from './workspace-names.ts';

/** What is the matter with the connections of a window. */
export type Trouble =
  /** Nobody answers any more. */
  | 'gone'
  /** The core stopped once, and was started again. */
  | 'restarted'
  /** The core stops as soon as it is started. */
  | 'stops again and again'
  /** Who answers does not know the page's token. */
  | 'not known'
  /** It was started again, and does not know the token any more. */
  | 'not known any more';

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

const now = (): number => performance.now();

/** The connection over which all exhibits ask, one after the other. */
const socket = new Connection({
  open: () => {
    const address = new URL(GALLERY_PATHS.core, document.baseURI);
    address.protocol = 'ws:';
    // Whom the gallery's core answers is settled by the page's origin: no token is asked for.
    return openSocketChannel(address.href, '');
  },
  wait,
  now,
});

/** Asks the gallery's core. */
export const realCore: CoreClient = coreClient(socket.channel);

/** A channel over which nothing comes, and which may be closed with a reason. */
function silentChannel(closeWith: string | null): Channel {
  return {
    send: () => undefined,
    onMessage: () => undefined,
    onClose: (listener) => {
      if (closeWith !== null) setTimeout(() => listener(closeWith), 0);
    },
    close: () => undefined,
  };
}

const DIED = 'RangeError: Maximum call stack size exceeded\n    at read (reading-thread.mjs:1204:11)';

/** As many attempts follow each other at once as it takes to give up; then the clock stands still. */
const ATTEMPTS = 8;

function impatient(open: ConnectionOptions['open']): ConnectionOptions {
  let attempts = 0;
  return {
    open,
    now,
    wait: () => {
      attempts += 1;
      return attempts < ATTEMPTS ? Promise.resolve() : new Promise<void>(() => undefined);
    },
  };
}

function troubled(trouble: Trouble | null, part: 'core' | 'host'): Connection {
  let opened = 0;
  const connection = new Connection(
    impatient(() => {
      opened += 1;
      const isFirst = opened === 1;
      switch (trouble) {
        case 'gone':
          return Promise.reject(new Error('Nobody answers'));
        case 'not known':
          return Promise.reject(new NotLetInError('Not the token'));
        case 'not known any more':
          if (isFirst) return Promise.resolve(silentChannel('the server was stopped'));
          return Promise.reject(new NotLetInError('Not the token'));
        case 'restarted':
        case 'stops again and again': {
          const dies = part === 'core' && (isFirst || trouble === 'stops again and again');
          return Promise.resolve(silentChannel(dies ? DIED : null));
        }
        case null:
          return Promise.resolve(silentChannel(null));
      }
    }),
  );
  void connection.channel();
  return connection;
}

/** What a window of the gallery asks through. How the connections are is told by these; calls go to the clients as they are. */
export function galleryConnections(core: CoreClient, host: HostClient, trouble: Trouble | null): Connections {
  const connection = troubled(trouble, 'host');
  return {
    core: troubled(trouble, 'core'),
    host: connection,
    coreClient: core,
    hostClient: host,
    coreQueries: coreQueries(core),
    hostQueries: hostQueries(host),
    // Nothing is sent from a gallery.
    drops: new PageDrops({ host, connection, put: () => new Promise(() => undefined), wait }),
  };
}
