import { useQuery } from '@tanstack/react-query';
import type { Facets } from '../../../shared/api/records/facets.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { usePlace } from '../../state/route/use-place.ts';
import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';

/** What the records that fit a filter have, to narrow by; undefined until the core answers for the first time. */
export function useFacets(filter: RecordQuery): Facets | undefined {
  const { coreQueries } = useConnections();
  const { workspace } = usePlace();
  return useQuery(
    coreQueries.workspace.facets.queryOptions({
      input: { workspace, ...filter },
      placeholderData: (before) => before,
    }),
  ).data;
}
