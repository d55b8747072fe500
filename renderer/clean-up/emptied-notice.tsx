import type { ReactElement } from 'react';
import type { CleanKinds } from '../../shared/api/clean-lists.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { Button } from '../parts/button.tsx';
import { NoticeBar } from '../parts/notice-bar.tsx';
import { emptiedText } from './blocked-text.ts';
import { useDecision } from './use-decision.ts';

/** Runs that stand empty: a disk may not be there, or somebody has deleted the pipelines, who says so with one click. */
export function EmptiedNotice({ blocks }: { readonly blocks: CleanKinds['blocking'] }): ReactElement {
  const { problem, decide } = useDecision();
  const datasets = blocks.flatMap(({ datasets: of }) => of ?? []);
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
          {problem !== null && <p role="alert">{escapeForTerminal(problem)}</p>}
        </>
      }
      actions={datasets.map((dataset) => (
        <Button
          key={dataset}
          text={
            datasets.length === 1
              ? 'Its pipelines were deleted'
              : `Those of ${escapeForTerminal(dataset)} were deleted`
          }
          onClick={() => decide((client, workspace) => client.clean.countDeleted({ workspace, dataset }))}
        />
      ))}
    />
  );
}
