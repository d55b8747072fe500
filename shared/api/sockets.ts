/**
 * What a page and the browser host agree on before they speak the contract: the first message of a WebSocket is the
 * page's token, as text, and the first answer to it is `WELCOME`, or the close code `NOT_LET_IN`.
 */

/** The first message to a page that was let in. */
export const WELCOME = 'stemma';

/** The WebSocket close code with which the browser host says that the core stopped; the reason is for people. */
export const CORE_STOPPED = 4001;

/** The WebSocket close code for a page whose first message was not the token, or did not come. */
export const NOT_LET_IN = 4003;

/** The WebSocket close code for one page more than are answered at a time (RFC 6455's registry: try again later). */
export const TOO_MANY_PAGES = 1013;

/** The path, relative to the page, under which a secret from a URL is changed for the token of the server. */
export const TOKEN_PATH = 'api/token';

/** The path, relative to the page, under which parts of dropped files are sent. */
export const DROPS_PATH = 'api/drops';

/** The path, relative to the page, under which what was exported is fetched: the id that follows can't be guessed, and serves once. */
export const EXPORTS_PATH = 'api/exports/';

/** The header that holds a secret; a page of another site can't send it unasked. */
export const SECRET_HEADER = 'stemma-secret';
