import { useEffect, useState, type ComponentType, type ReactElement } from 'react';

/** A part of the window could not be fetched: Stemma was stopped, or is another version by now. */
export class NotLoadedError extends Error {
  override readonly name = 'NotLoadedError';
}

/** Loads each part that was not shown yet; see {@link loadAll}. */
const waiting = new Set<() => Promise<unknown>>();

/** What came of fetching a component. */
type Fetched<Props> = { readonly Shown: ComponentType<Props> } | { readonly error: NotLoadedError };

/**
 * A component whose code is fetched when it is first shown, or before, when the page has time. Once the code is there
 * it is drawn at once: `React.lazy` always waits once, and `Suspense` holds what has come back for 300 ms where something else was shown
 * meanwhile.
 *
 * @param load imports the component's file
 * @param fallback stands for the component until then
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: ReactElement | null = null,
): ComponentType<Props> {
  let fetched: Fetched<Props> | null = null;
  let fetching: Promise<Fetched<Props>> | null = null;
  const fetchOnce = (): Promise<Fetched<Props>> => {
    fetching ??= load().then(
      (Shown) => {
        waiting.delete(early);
        return (fetched = { Shown });
      },
      (cause: unknown) => ({
        error: new NotLoadedError('A part of the window could not be loaded', { cause }),
      }),
    );
    return fetching;
  };
  const early = async (): Promise<void> => {
    // Where it failed nobody has asked for it yet: whoever does asks again, and sees why.
    if ('error' in (await fetchOnce())) fetching = null;
  };
  waiting.add(early);
  return function Lazy(props: Props): ReactElement | null {
    const [known, setKnown] = useState(fetched);
    useEffect(() => {
      if (known !== null) return undefined;
      let isOver = false;
      void fetchOnce().then((come) => {
        if (!isOver) setKnown(come);
      });
      return () => {
        isOver = true;
      };
    }, [known]);
    if (known === null) return fallback;
    if ('error' in known) throw known.error;
    return <known.Shown {...props} />;
  };
}

/** Fetches all parts that were not shown yet, one after the other, so that no click has to wait for one. */
export async function loadAll(): Promise<void> {
  for (const load of waiting) await load();
}
