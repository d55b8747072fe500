import { SECRET_HEADER, TOKEN_PATH } from '../../../shared/api/sockets.ts';

/** The name under which this page keeps the token in its tab. */
const KEY = 'stemma-token';

/** The server is there, but does not know this page, and asking again would change nothing. */
export class NotLetInError extends Error {
  override readonly name = 'NotLetInError';
}

/** Where a page keeps its token, so that it is let in again when it is loaded again. */
export interface TokenStore {
  read(): string | null;
  /** Keeps a token, or forgets it. */
  write(token: string | null): void;
}

/** What a {@link Pass} needs from around it. */
export interface PassOptions {
  /** What the address held when the page was opened; null where it held nothing. */
  readonly secret: string | null;
  readonly store: TokenStore;
  /** Changes a secret for the token; null where the server does not know it. Rejects where nobody answers. */
  readonly exchange: (secret: string) => Promise<string | null>;
  /** Asks other tabs of the same server for theirs; null where there is none. */
  readonly askOthers: () => Promise<string | null>;
}

/** With what this page is let in by the browser host: the token, wherever it comes from. */
export class Pass {
  readonly #options: PassOptions;
  #secret: string | null;
  #token: Promise<string> | null = null;

  constructor(options: PassOptions) {
    this.#options = options;
    this.#secret = options.secret;
  }

  /** The token. Rejects with {@link NotLetInError} where this page has none, otherwise where nobody answers. */
  async token(): Promise<string> {
    // Both connections ask at once, and a ticket is good once.
    this.#token ??= this.#find();
    try {
      return await this.#token;
    } catch (error) {
      this.#token = null;
      throw error;
    }
  }

  /** Says that the server does not know this token: it was started again, and has another. */
  forget(token: string): void {
    if (this.#options.store.read() === token) this.#options.store.write(null);
    this.#token = null;
  }

  async #find(): Promise<string> {
    const { store, exchange, askOthers } = this.#options;
    if (this.#secret !== null) {
      const token = await exchange(this.#secret);
      this.#secret = null;
      // An address from the browser's history may hold a ticket that was used up by this very tab.
      if (token !== null) return this.#keep(token);
    }
    const token = store.read() ?? (await askOthers());
    if (token === null) throw new NotLetInError('No token');
    return this.#keep(token);
  }

  #keep(token: string): string {
    this.#options.store.write(token);
    return token;
  }
}

/** Takes the secret out of an address: what it was, and the address without it. */
export function splitSecret(address: string): { readonly secret: string | null; readonly rest: string } {
  const url = new URL(address);
  const secret = url.searchParams.get('token');
  url.searchParams.delete('token');
  return { secret, rest: url.href };
}

/** Keeps the token in the tab: unlike a cookie it is never sent, and no page of another port can read it. */
export const tabStore: TokenStore = {
  read: () => {
    try {
      return window.sessionStorage.getItem(KEY);
    } catch {
      // A browser that lets pages keep nothing throws: then the token lasts until the page is loaded again.
      return null;
    }
  },
  write: (token) => {
    try {
      if (token === null) window.sessionStorage.removeItem(KEY);
      else window.sessionStorage.setItem(KEY, token);
    } catch {
      // As above; or the store is full.
    }
  },
};

/** Asks the browser host for its token. */
export async function exchangeSecret(secret: string): Promise<string | null> {
  const response = await fetch(new URL(TOKEN_PATH, document.baseURI), {
    headers: { [SECRET_HEADER]: secret },
    credentials: 'omit',
  });
  if (response.status === 403) return null;
  const answer: unknown = await response.json();
  if (
    typeof answer === 'object' &&
    answer !== null &&
    'token' in answer &&
    typeof answer.token === 'string'
  ) {
    return answer.token;
  }
  throw new Error(`${response.url} answered something else`);
}
