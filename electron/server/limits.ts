/** What one client may take of the server. Tests bend these; nobody else has to. */
export interface Limits {
  /** How long the headers of a request, or silence on a new connection, may last, in milliseconds. */
  readonly headersMs: number;
  /** How long a whole request may last, in milliseconds. */
  readonly requestMs: number;
  /** How often those two are looked at, in milliseconds. */
  readonly checkMs: number;
  /** Bytes of all headers of a request. */
  readonly headerBytes: number;
  /** Connections at a time that have not shown the token: see `Strangers`. */
  readonly strangers: number;
  /** How many of those one address may hold. */
  readonly strangersOfAddress: number;
  /** How long a new WebSocket has to show the token, in milliseconds. */
  readonly tokenMs: number;
  /** WebSockets at a time that were let in; a page has two. */
  readonly sockets: number;
  /** Bytes of a message that a page sends. */
  readonly messageBytes: number;
  /** How often a WebSocket must show that its other end lives, in milliseconds. */
  readonly aliveMs: number;
  /** From this many unread bytes on, nothing more is read from a page: it gets answers no faster than it takes them. */
  readonly pauseBytes: number;
  /** A page that leaves this many bytes unread is cut off. */
  readonly dropBytes: number;
  /** How long pages have to say goodbye when the server stops, in milliseconds. */
  readonly closeMs: number;
}

const MEBIBYTE = 1024 * 1024;

/** See {@link Limits}. */
export const LIMITS: Limits = {
  headersMs: 10_000,
  requestMs: 30_000,
  checkMs: 1000,
  headerBytes: 16 * 1024,
  strangers: 192,
  strangersOfAddress: 128,
  tokenMs: 5000,
  sockets: 64,
  messageBytes: MEBIBYTE,
  aliveMs: 20_000,
  pauseBytes: 4 * MEBIBYTE,
  dropBytes: 64 * MEBIBYTE,
  closeMs: 1000,
};
