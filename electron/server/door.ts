import type { IncomingMessage } from 'node:http';
import { isSameSecret, makeSecret } from './secret.ts';

/** How long a ticket is good, in milliseconds: browsers may take their time to start. */
const TICKET_MS = 60_000;

interface Ticket {
  readonly secret: string;
  readonly until: number;
}

/** All values of a cookie in a Cookie header. A page on another port of this machine could add a second one. */
function cookieValues(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

/** Lets in who has the token of the printed URL, and knows them again by a cookie. */
export class Door {
  /** Stands in the URL that people are shown. */
  readonly token = makeSecret();
  readonly #cookie: string;
  readonly #now: () => number;
  #tickets: Ticket[] = [];

  /**
   * @param port of the server: cookies do not know ports, so two servers need two names
   * @param now milliseconds on a clock that only rises
   */
  constructor(port: number, now: () => number = () => performance.now()) {
    this.#cookie = `stemma-${port}`;
    this.#now = now;
  }

  /** Whether a request comes from a browser that was let in. */
  knows(request: IncomingMessage): boolean {
    return cookieValues(request.headers.cookie, this.#cookie).some((value) =>
      isSameSecret(value, this.token),
    );
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

  /** The Set-Cookie header for whoever brings a token or a ticket that is right, which uses the ticket up; else null. */
  letIn(secret: string): string | null {
    const valid = this.#tickets.filter(({ until }) => until > this.#now());
    const left = valid.filter((ticket) => !isSameSecret(ticket.secret, secret));
    this.#tickets = left;
    if (left.length === valid.length && !isSameSecret(secret, this.token)) return null;
    return `${this.#cookie}=${this.token}; Path=/; HttpOnly; SameSite=Strict`;
  }
}
