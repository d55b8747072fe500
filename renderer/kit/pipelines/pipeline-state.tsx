import type { ReactElement } from 'react';
import type { Pipeline } from '../../../shared/api/pipelines/pipelines.ts';
import { StateMark } from '../state-mark.tsx';

/** The state of a pipeline; one that is complete is silent, but read out. */
export function PipelineState({ state }: { readonly state: Pipeline['state'] }): ReactElement {
  switch (state) {
    case 'complete':
      return <span className="sr">complete</span>;
    case 'failed':
    case 'running':
    case 'unreadable':
      return <StateMark state={state} />;
    case 'unknown':
      return <StateMark state="undecided" text="unknown" />;
  }
}
