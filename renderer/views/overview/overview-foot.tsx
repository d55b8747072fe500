import type { ReactElement } from 'react';
import type { Overview } from '../../../shared/api/workspace/overview.ts';
import { BiggestPipelines } from './biggest-pipelines.tsx';
import { GrowthChart } from './growth-chart.tsx';

/** How the workspace grew, beside the pipelines whose deletion would free most. */
export function OverviewFoot({ growth }: Pick<Overview, 'growth'>): ReactElement {
  return (
    <>
      <GrowthChart growth={growth} />
      <BiggestPipelines />
    </>
  );
}
