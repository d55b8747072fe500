import { isSameSecret, makeSecret } from './secret.ts';

/** How long a ticket is good, in milliseconds: browsers may take their time to start. */
const TICKET_MS = 60_000;

interface Ticket {
  readonly secret: string;
  readonly until: number;
}

/**
 * Lets in whoever has the token of the printed URL. Pages bring it along themselves and keep it where other ports don't
 * see it: cookies know no ports (RFC 6265, 8.5), so that a browser would send one to every server of this machine.
 */
export class Door {
  /** Stands in the URL that people are shown. */
  readonly token: string;
  readonly #now: () => number;
  #tickets: Ticket[] = [];

  /**
   * @param token what lets in; one of its own where none is given
   * @param now milliseconds on a clock that only rises
   */
  constructor(token = makeSecret(), now: () => number = () => performance.now()) {
    this.token = token;
    this.#now = now;
  }

  /** Whether something that a page sent is the token. */
  knows(secret: string): boolean {
    return isSameSecret(secret, this.token);
  }

  /**
   * A secret that lets in once and only for a minute, for URLs that are handed to another program: on a machine with
   * several users everybody sees the arguments of every process.
   */
  makeTicket(): string {
    const ticket = { secret: makeSecret(), until: this.#now() + TICKET_MS };
    this.#tickets.push(ticket);
    return ticket.secret;
  }

  /** The token, for whoever brings it or a ticket that is right, which uses the ticket up; else null. */
  letIn(secret: string): string | null {
    const valid = this.#tickets.filter(({ until }) => until > this.#now());
    const left = valid.filter((ticket) => !isSameSecret(ticket.secret, secret));
    this.#tickets = left;
    return left.length < valid.length || this.knows(secret) ? this.token : null;
  }
}
