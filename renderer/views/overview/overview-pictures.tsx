import { memo, type ReactElement } from 'react';
import type { Overview } from '../../../shared/api/workspace/overview.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { BiggestPipelines } from './biggest-pipelines.tsx';
import { GrowthPart } from './growth-chart.tsx';
import { FootPlace, SizesPlace } from './pictures-place.tsx';
import { readDivision } from './size-division.ts';
import { Sizes } from './sizes.tsx';
import { useSizes } from './use-sizes.ts';

/** What the figures were worked out of; null before they are there. */
interface Known {
  readonly overview: Overview | null;
}

/** Where the bytes lie, how they grew, and the pipelines whose deletion would free most. */
export const OverviewPictures = memo(({ overview }: Known): ReactElement => (
  <>
    <DividedBytes overview={overview} />
    {overview === null ? (
      <FootPlace />
    ) : (
      <>
        <GrowthPart />
        <BiggestPipelines />
      </>
    )}
  </>
));

/** They are asked for after the figures, which take a tenth of the time. */
function DividedBytes({ overview }: Known): ReactElement {
  const { place } = usePlace();
  const { scope, isReady } = useScope();
  const sizes = useSizes(scope, readDivision(place.own['by']), isReady && overview !== null);
  return sizes === null ? (
    <SizesPlace overview={overview} />
  ) : (
    <Sizes key={sizes.of} of={sizes.of} nodes={sizes.nodes} label={sizes.label} />
  );
}
