import { QueryClient } from '@tanstack/react-query';
import { failureOf, isLostCall } from '../../../shared/api/failure.ts';

/** A lost call is asked again, but not for ever: a question that ends the core each time would. */
const ATTEMPTS = 3;

/**
 * The cache of answers. What it holds is true until the core says that the index changed, so nothing is asked again
 * because of time, focus or the network.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => isLostCall(error) && failures < ATTEMPTS,
        retryDelay: 0,
        // Errors of the contract are shown where they belong; a bug is shown by the error boundary.
        throwOnError: (error) => failureOf(error) === null,
      },
    },
  });
}
