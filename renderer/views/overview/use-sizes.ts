import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { SizeDivision, SizeNode } from '../../../shared/api/workspace/sizes.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import type { Scope } from '../../state/workspace/use-scope.ts';
import { DIVISIONS } from './size-division.ts';

/** The bytes of a scope, divided. */
export interface DividedSizes {
  /** Another one for another scope or division, where what was open or zoomed into means nothing. */
  readonly of: string;
  readonly label: string;
  readonly nodes: readonly SizeNode[];
}

/** Asks for {@link DividedSizes}. Those of the choice before stay until the new ones come; null before the first come. */
export function useSizes(scope: Scope, by: SizeDivision, isReady: boolean): DividedSizes | null {
  const { coreQueries } = useConnections();
  const { data, isPlaceholderData } = useQuery(
    coreQueries.workspace.sizes.queryOptions({
      input: { ...scope, by },
      enabled: isReady,
      placeholderData: keepPreviousData,
    }),
  );
  const text = DIVISIONS.find(({ value }) => value === by)?.text.toLowerCase() ?? by;
  const asked = { of: JSON.stringify([scope, by]), label: `Sizes by ${text}` };
  const answered = useRef(asked);
  useEffect(() => {
    if (!isPlaceholderData) answered.current = asked;
  });
  if (data === undefined) return null;
  return { ...(isPlaceholderData ? answered.current : asked), nodes: data.nodes };
}
