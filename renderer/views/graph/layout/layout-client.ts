import type { Drawing, Geometry } from '../../../../shared/graph/drawing.ts';
import type { Before } from '../../../../shared/graph/lanes/lay-lanes.ts';
import type { LayoutRequest } from './layout-worker.ts';

/** Lays pictures out beside the page, so that it never waits. */
export interface LayoutClient {
  /** A new request ends the one before, whose promise is then never kept. Rejects where the layout has a bug. */
  readonly lay: (drawing: Drawing, before: Before | undefined) => Promise<Geometry>;
  /** Ends the one that is being worked on, if any: nobody waits for it. */
  readonly cancel: () => void;
}

/** See {@link LayoutClient}. */
export function layoutClient(): LayoutClient {
  let worker: Worker | null = null;
  let isBusy = false;
  const cancel = (): void => {
    if (!isBusy) return;
    worker?.terminate();
    worker = null;
    isBusy = false;
  };
  return {
    cancel,
    lay: (drawing, before) => {
      // What nobody waits for any more must not be computed to its end first.
      cancel();
      worker ??= new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
      const asked = worker;
      isBusy = true;
      return new Promise((resolve, reject) => {
        const answered = new AbortController();
        const { signal } = answered;
        const over = (): void => {
          answered.abort();
          // An answer that was on its way when its worker was ended says nothing of the next one.
          if (worker === asked) isBusy = false;
        };
        asked.addEventListener(
          'message',
          ({ data }: MessageEvent<Geometry>) => {
            over();
            resolve(data);
          },
          { signal },
        );
        asked.addEventListener(
          'error',
          ({ message }) => {
            over();
            reject(new Error(`The layout failed: ${message}`));
          },
          { signal },
        );
        const request: LayoutRequest = { drawing, before };
        asked.postMessage(request);
      });
    },
  };
}
