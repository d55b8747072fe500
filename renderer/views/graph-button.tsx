import { DataLineageIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { Button } from '../kit/button.tsx';
import type { Selection } from '../state/route/selection.ts';
import { inGraph } from '../state/route/show-in-graph.ts';
import { useGo } from '../state/route/use-place.ts';

/** Shows what is selected in a list in the graph of its pipeline. */
export function GraphButton({
  selection,
  refusal = null,
}: {
  readonly selection: Selection;
  /** Why it can't be shown. */
  readonly refusal?: string | null;
}): ReactElement {
  const go = useGo();
  return (
    <Button
      quiet
      text="Show in graph"
      icon={<DataLineageIcon size={14} />}
      refusal={refusal}
      onClick={() => go(inGraph(selection))}
    />
  );
}
