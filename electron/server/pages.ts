import type { WebSocket } from 'ws';
import type { ContractPart } from '../../shared/api/channel.ts';
import type { CoreHost } from '../worker/threads/core-host.ts';
import { serveChannel, type BugLog } from '../worker/serve-channel.ts';
import { BROKEN, CLOSE } from './close-reason.ts';
import type { Drops } from './drops/drops.ts';
import type { browserHostRouter } from './host-router.ts';
import type { Limits } from './limits.ts';
import { SocketChannel } from './socket-channel.ts';

/** What pages are connected to. */
export interface PagesOptions {
  readonly core: CoreHost;
  readonly router: ReturnType<typeof browserHostRouter>;
  readonly readOnly: boolean;
  readonly limits: Limits;
  readonly drops: Drops;
  readonly log: BugLog;
}

/** The pages that are connected, each WebSocket with the part of the contract that it asked for. */
export class Pages {
  readonly #options: PagesOptions;
  readonly #open = new Set<SocketChannel>();
  readonly #watch: NodeJS.Timeout;
  #isClosed = false;

  constructor(options: PagesOptions) {
    this.#options = options;
    this.#watch = setInterval(() => {
      for (const page of this.#open) page.checkAlive();
    }, options.limits.aliveMs);
  }

  /** Answers a page for as long as it stays. */
  connect(part: ContractPart, socket: WebSocket): void {
    const { limits, router, drops, log } = this.#options;
    const page = new SocketChannel(socket, limits);
    if (this.#isClosed) return page.cutOff();
    if (this.#open.size >= limits.sockets) {
      return page.end(CLOSE.tooMany, 'Too many pages are connected to Stemma.');
    }
    this.#open.add(page);
    page.onClose(() => this.#open.delete(page));
    try {
      if (part === 'host') {
        const owner = { offered: null };
        // Browsers say goodbye when a page goes; a connection that breaks says nothing.
        socket.once('close', (code) => drops.leave(owner, code !== BROKEN));
        serveChannel(router, page, { page: owner }, log);
      } else this.#bridge(page);
    } catch (error) {
      log('A page could not be connected', error);
      page.end(CLOSE.internalError, 'Stemma could not connect this page.');
    }
  }

  /** Says goodbye to all, and does not wait longer than the limit for theirs. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#watch);
    const gone = [...this.#open].map((page) => new Promise<void>((done) => page.onClose(() => done())));
    for (const page of this.#open) page.end(CLOSE.goingAway, 'Stemma was stopped.');
    const impatient = setTimeout(() => {
      for (const page of this.#open) page.cutOff();
    }, this.#options.limits.closeMs);
    await Promise.all(gone);
    clearTimeout(impatient);
  }

  /** Hands messages on between a page and the core, unread. */
  #bridge(page: SocketChannel): void {
    const core = this.#options.core.connect({ readOnly: this.#options.readOnly });
    page.onMessage((message) => core.send(message));
    page.onClose(() => core.close());
    core.onMessage((message) => page.send(message));
    core.onClose((reason) => {
      if (reason === null) page.close();
      else page.end(CLOSE.coreStopped, reason);
    });
  }
}
