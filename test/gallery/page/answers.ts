import { AsyncIteratorClass, ORPCError } from '@orpc/client';
import type { Failure } from '../../../shared/api/failure.ts';

/** Some of the calls of a client, each with its own input and output: what is not there is answered by somebody else. */
export type Answers<Client> = Client extends (...input: never) => unknown
  ? Client
  : { readonly [Name in keyof Client]?: Answers<Client[Name]> };

/** What answers a call by its path, where nobody answers it by itself; null leaves it to the real client. */
type Otherwise = (path: readonly string[]) => (() => Promise<never>) | null;

const nobody: Otherwise = () => null;

/**
 * A client with other answers to some calls. Clients are asked by their properties, as deep as the contract's, which is
 * all that this imitates.
 */
export function withAnswers<Client extends object>(
  real: Client,
  answers: Answers<NoInfer<Client>>,
  otherwise: Otherwise = nobody,
  path: readonly string[] = [],
): Client {
  return new Proxy(real, {
    get: (target, name) => {
      const below: unknown = Reflect.get(target, name);
      if (typeof name !== 'string') return below;
      const own: unknown = Reflect.get(answers, name);
      if (typeof own === 'function') return own;
      // What helpers of a client look for and don't find.
      if (typeof below !== 'object' && typeof below !== 'function') return below;
      return withAnswers<object>(below ?? {}, own ?? {}, otherwise, [...path, name]);
    },
    apply: (target, _self, input: unknown[]) => {
      const other = otherwise(path);
      return other === null ? (target as (...all: unknown[]) => unknown)(...input) : other();
    },
  });
}

/** The error of the contract that a failure is on the way. */
function errorOf({ code, data }: Failure): Error {
  return new ORPCError(code, { defined: true, data });
}

/** Answers with a failure. */
export function refuse(failure: Failure): () => Promise<never> {
  return () => Promise.reject(errorOf(failure));
}

/** Never answers. */
export function pending(): () => Promise<never> {
  return () => new Promise<never>(() => undefined);
}

/** A stream as a client gives it, of what a generator tells. */
export function streamOf<Told, Result>(
  told: AsyncGenerator<Told, Result, void>,
): AsyncIteratorClass<Told, Result, void> {
  return new AsyncIteratorClass(
    () => told.next(),
    async () => undefined,
  );
}

/** Tells something, and then nothing more, for ever. */
export function tellAndWait<Told, Result>(told: Told): AsyncIteratorClass<Told, Result, void> {
  return streamOf(
    (async function* tell() {
      yield told;
      return await new Promise<Result>(() => undefined);
    })(),
  );
}

/** Tells nothing on the way, and ends with a result. */
export function endWith<Told, Result>(result: Result): AsyncIteratorClass<Told, Result, void> {
  return new AsyncIteratorClass<Told, Result, void>(
    () => Promise.resolve({ done: true, value: result }),
    async () => undefined,
  );
}
