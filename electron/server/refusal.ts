/** Why a request gets nothing, as the answer to it. */
export interface Refusal {
  readonly status: 403 | 404 | 405 | 421;
  /** For whoever looks at the page. */
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** For a page without the token. */
export const NOT_KNOWN =
  'Stemma does not know this page. Open the URL that stemma serve printed, with its token.';

/** With another secret than the token or a ticket. */
export const WRONG_SECRET: Refusal = { status: 403, message: `${NOT_KNOWN}\n` };

/** Nothing lies under this path. */
export const NOT_THERE: Refusal = { status: 404, message: 'There is nothing here.\n' };

/** Nothing here is written by a request. */
export const ONLY_READING: Refusal = {
  status: 405,
  message: 'Only GET and HEAD are answered here.\n',
  headers: { allow: 'GET, HEAD' },
};

/** The name in the Host header is not that of this machine to itself. */
export const WRONG_HOST: Refusal = {
  status: 421,
  message: 'Stemma answers only under the names localhost and 127.0.0.1.\n',
};

/** Another page, or no page at all, wants a WebSocket. */
export const WRONG_ORIGIN: Refusal = {
  status: 403,
  message: 'Only the page of Stemma itself may connect.\n',
};
