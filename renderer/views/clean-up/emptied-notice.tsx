import type { ReactElement } from 'react';
import type { CleanKinds } from '../../../shared/api/deletion/clean-lists.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { Button } from '../../kit/button.tsx';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { emptiedText } from './blocked-text.ts';
import { useDecision } from './use-decision.ts';

/** Runs that stand empty: a disk may not be mounted, or somebody deleted the pipelines and says so here with one click. */
export function EmptiedNotice({ blocks }: { readonly blocks: CleanKinds['blocking'] }): ReactElement {
  const { problem, decide } = useDecision();
  const decideOf = (dataset: string): void =>
    decide((client, workspace) => client.clean.countDeleted({ workspace, dataset }));
  const datasets = blocks.flatMap(({ datasets: of }) => of ?? []);
  const [first, ...others] = datasets;
  return (
    <NoticeBar
      tone="warn"
      text={
        <>
          <b>
            {blocks.map(({ path }) => escapeForTerminal(path)).join(', ')}{' '}
            {blocks.length === 1 ? 'is' : 'are'} empty.
          </b>{' '}
          {emptiedText(datasets)}
          {others.length > 0 && (
            <ul className="refused-list">
              {datasets.map((dataset) => (
                <li key={dataset}>
                  <span className="wrap">{escapeForTerminal(dataset)}</span>
                  {' · '}
                  <button type="button" className="link" onClick={() => decideOf(dataset)}>
                    Its pipelines were deleted
                  </button>
                </li>
              ))}
            </ul>
          )}
          {problem !== null && <p role="alert">{escapeForTerminal(problem)}</p>}
        </>
      }
      actions={
        first === undefined || others.length > 0 ? null : (
          <Button text="Its pipelines were deleted" onClick={() => decideOf(first)} />
        )
      }
    />
  );
}
