import type { ReactElement } from 'react';
import { ViewHead } from '../parts/view-head.tsx';

/** The chains of operators. */
export function ChainsView(): ReactElement {
  return <ViewHead title="Chains" />;
}
