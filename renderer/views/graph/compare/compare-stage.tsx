import { useMemo, type ReactElement } from 'react';
import { failureText } from '../../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../../kit/problems/problem-note.tsx';
import { pipelineName } from '../../../kit/pipelines/pipeline-name.ts';
import { EmptyView } from '../../../kit/view-head.tsx';
import { plural } from '../../../text/plural.ts';
import { useDrawnPipeline } from '../crumbs.tsx';
import type { DrawnPicture } from '../drawn-picture.ts';
import type { GraphChoices } from '../graph-choices.ts';
import { OperatorStage } from '../operator-stage.tsx';
import { GUARD } from '../size-guard.tsx';
import { comparedCounts, dressedPicture } from './dressed-picture.ts';
import { useComparison } from './use-comparison.ts';

/** Two pipelines in one picture: what both have, what one alone has, and what has changed. */
export function CompareStage({
  left,
  choices,
  onDrawn,
}: {
  readonly left: string;
  readonly choices: GraphChoices;
  readonly onDrawn: (picture: DrawnPicture | null) => void;
}): ReactElement {
  const { other } = choices;
  const compared = useComparison(left, other);
  const names = [useDrawnPipeline(left), useDrawnPipeline(other)].map((pipeline, at) =>
    pipeline === null ? (at === 0 ? 'left' : 'right') : pipelineName(pipeline),
  );
  const [leftName = '', rightName = ''] = names;
  const comparison = compared.kind === 'compared' ? compared.comparison : null;
  const dress = useMemo(() => (comparison === null ? null : dressedPicture(comparison)), [comparison]);
  if (other === null) {
    return (
      <EmptyView title={`Compare ${leftName} with`}>
        <p>Choose another pipeline from the list.</p>
      </EmptyView>
    );
  }
  if (compared.kind === 'failed') {
    return (
      <div className="pad grow" role="alert">
        <ProblemNote problem={failureText(compared.failure)} />
      </div>
    );
  }
  if (compared.kind === 'too-large') {
    return (
      <EmptyView title={`Together they have ${plural(compared.nodes, 'node')}`}>
        <p>Pictures are drawn of up to {plural(GUARD.most, 'node')}.</p>
      </EmptyView>
    );
  }
  if (comparison === null) return <div aria-busy="true" className="graph-stage" />;
  const counts = comparedCounts(comparison);
  return (
    <OperatorStage
      graph={comparison.graph}
      pictureKey={JSON.stringify(['compare', left, other])}
      label={`Graph of ${leftName} beside ${rightName}`}
      choices={choices}
      dress={dress}
      onDrawn={onDrawn}
    >
      <div className="graph-info" role="group" aria-label="Comparison">
        <span role="status">
          <b>{plural(counts.same, 'node')} the same</b>
          {counts.changed > 0 && <> · {counts.changed} changed</>} · {counts.left} only left, in{' '}
          <b>{leftName}</b> · {counts.right} only right, in <b>{rightName}</b>
        </span>
      </div>
    </OperatorStage>
  );
}
