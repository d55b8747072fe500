import { Suspense, use, type ComponentType, type ReactElement } from 'react';

/** A part of the window could not be fetched: Stemma was stopped, or is another version by now. */
export class NotLoadedError extends Error {
  override readonly name = 'NotLoadedError';
}

/** Loads each part that was not shown yet; see {@link loadAll}. */
const waiting = new Set<() => Promise<unknown>>();

/**
 * A component whose code is fetched when it is first shown, or before, when the page has time. Once the code is there
 * it is drawn at once, which `React.lazy` does not: it always waits once.
 *
 * @param load imports the component's file
 * @param fallback stands for the component until then
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: ReactElement | null = null,
): ComponentType<Props> {
  let loading: Promise<ComponentType<Props>> | null = null;
  const fetched = (): Promise<ComponentType<Props>> => {
    if (loading !== null) return loading;
    const asked = load().then(
      (component) => {
        waiting.delete(early);
        // React reads these of what it is to wait for, and does not wait where it is there.
        void Object.assign(asked, { status: 'fulfilled', value: component });
        return component;
      },
      (error: unknown) => {
        throw new NotLoadedError('A part of the window could not be loaded', { cause: error });
      },
    );
    loading = asked;
    return asked;
  };
  const early = async (): Promise<void> => {
    try {
      await fetched();
    } catch (error) {
      if (!(error instanceof NotLoadedError)) throw error;
      // Nobody has asked for it yet: whoever does asks again, and sees why it fails.
      loading = null;
    }
  };
  waiting.add(early);
  function Content(props: Props): ReactElement {
    const Shown = use(fetched());
    return <Shown {...props} />;
  }
  return function Lazy(props: Props): ReactElement {
    return (
      <Suspense fallback={fallback}>
        <Content {...props} />
      </Suspense>
    );
  };
}

/** Fetches all parts that were not shown yet, one after the other, so that no click has to wait for one. */
export async function loadAll(): Promise<void> {
  for (const load of waiting) await load();
}
