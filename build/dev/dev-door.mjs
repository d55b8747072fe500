import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Lets into the page under development who has the token of the printed address, and knows them again by a cookie.
 * The browser host has such a door too, with a token that is another after each start: this one stays, so that a page
 * lives on when the core starts again.
 */
export class DevDoor {
  /** Stands in the address that is printed. */
  token = randomBytes(32).toString('base64url');

  /** @param {() => number} port cookies do not know ports, so two servers need two names */
  constructor(port) {
    this.port = port;
  }

  /** @param {string | undefined} cookies of a request */
  knows(cookies) {
    const name = `${this.#cookie()}=`;
    return (cookies ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .some((pair) => pair.startsWith(name) && this.#isToken(pair.slice(name.length)));
  }

  /**
   * @param {string} target a request's path with its query
   * @returns {string | null} the cookie for whoever brings the token
   */
  letIn(target) {
    const { pathname, searchParams } = new URL(target, 'http://localhost');
    if (pathname !== '/' || !this.#isToken(searchParams.get('token') ?? '')) return null;
    return `${this.#cookie()}=${this.token}; Path=/; HttpOnly; SameSite=Strict`;
  }

  #cookie() {
    return `stemma-dev-${this.port()}`;
  }

  /** @param {string} text */
  #isToken(text) {
    const given = Buffer.from(text);
    const own = Buffer.from(this.token);
    return given.length === own.length && timingSafeEqual(given, own);
  }
}
