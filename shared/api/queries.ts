import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { RouterUtils } from '@orpc/tanstack-query';
import type { CoreClient, HostClient } from './client.ts';

/** The questions to the core as options of TanStack Query. */
export type CoreQueries = RouterUtils<CoreClient>;

/** The questions to the host as options of TanStack Query. */
export type HostQueries = RouterUtils<HostClient>;

/** Makes {@link CoreQueries} of a client. */
export function coreQueries(client: CoreClient): CoreQueries {
  return createTanstackQueryUtils(client, { path: ['core'] });
}

/** Makes {@link HostQueries} of a client. */
export function hostQueries(client: HostClient): HostQueries {
  return createTanstackQueryUtils(client, { path: ['host'] });
}
