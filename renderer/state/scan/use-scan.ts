import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CoreClient } from '../../../shared/api/client.ts';
import { failureOf, isLostCall } from '../../../shared/api/failure.ts';
import { useConnections } from '../connection/use-connections.ts';
import { failureText } from '../../kit/problems/failure-text.ts';
import type { ScanState } from './scan-state.ts';
import { useBug } from '../../kit/problems/use-bug.ts';

/** A scan during which the core stops is begun again, but not for ever: it may be what stops it. */
const ATTEMPTS = 2;

async function scanOnce(client: CoreClient, workspace: string, signal: AbortSignal): Promise<ScanState> {
  const progress = await client.workspace.scan({ workspace }, { signal });
  for (;;) {
    // How far it is comes with the status, for every window that looks at the workspace.
    const next = await progress.next();
    if (next.done === true) return next.value === null ? { kind: 'elsewhere' } : { kind: 'done' };
  }
}

async function scan(client: CoreClient, workspace: string, signal: AbortSignal): Promise<ScanState> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const state = await scanOnce(client, workspace, signal);
      return signal.aborted ? { kind: 'cancelled' } : state;
    } catch (error) {
      if (signal.aborted) return { kind: 'cancelled' };
      const failure = failureOf(error);
      if (failure?.code === 'SCAN_FAILED') return { kind: 'failed', reason: failure.data.reason };
      if (failure !== null) return { kind: 'failed', reason: failureText(failure).title };
      if (!isLostCall(error)) throw error;
      if (attempt === ATTEMPTS) return { kind: 'failed', reason: 'Stemma’s reader stopped' };
    }
  }
}

/** The scan of a workspace, as this window asks for it. */
export interface Scan {
  readonly state: ScanState;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** For so long at most the first scan waits for answers, in milliseconds. */
const PATIENCE_MS = 3000;

/** Goes on once no answer is under way, or after a while; the function that it returns gives that up. */
function whenAnswered(queries: QueryClient, goOn: () => void): () => void {
  let isOver = false;
  const end = (): void => {
    isOver = true;
    clearTimeout(late);
    unsubscribe();
  };
  const look = (): void => {
    if (isOver || queries.isFetching() > 0) return;
    end();
    goOn();
  };
  const unsubscribe = queries.getQueryCache().subscribe(look);
  const late = setTimeout(() => {
    end();
    goOn();
  }, PATIENCE_MS);
  look();
  return end;
}

/** Scans a workspace once when it is shown, and whenever `start` is called. Throws bugs while drawing. */
export function useScan(workspace: string): Scan {
  const { coreClient } = useConnections();
  const [state, setState] = useState<ScanState>({ kind: 'running' });
  const throwBug = useBug();
  const current = useRef<AbortController | null>(null);

  const start = useCallback(() => {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    setState({ kind: 'running' });
    scan(coreClient, workspace, controller.signal).then((ended) => {
      if (current.current === controller) setState(ended);
    }, throwBug);
  }, [coreClient, throwBug, workspace]);

  const cancel = useCallback(() => current.current?.abort(), []);

  const queries = useQueryClient();
  useEffect(() => {
    // What is known from before is shown first: the scan wants the same processors.
    const end = whenAnswered(queries, start);
    return () => {
      end();
      current.current?.abort();
      current.current = null;
    };
  }, [queries, start]);

  return { state, start, cancel };
}
