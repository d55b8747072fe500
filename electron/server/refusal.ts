/** Why a request gets nothing, as the answer to it. */
export interface Refusal {
  readonly status: 403 | 404 | 405 | 411 | 413 | 421 | 500 | 507;
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

/** Part of a file without the size of it. */
export const NO_LENGTH: Refusal = { status: 411, message: 'The request does not say how much comes.\n' };

/** More than was listed, or than the host takes. */
export const TOO_MUCH: Refusal = {
  status: 413,
  message: 'That is more than was listed, or than is taken.\n',
};

/** The disk with the cache folder is full. */
export const NO_SPACE_LEFT: Refusal = {
  status: 507,
  message: 'There is no space left in the cache folder.\n',
};

/** Something can't be written into the cache folder. */
export const CANNOT_STAGE: Refusal = { status: 500, message: 'The cache folder can not be written.\n' };

/** Nothing here is written by a request but parts of dropped files. */
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
