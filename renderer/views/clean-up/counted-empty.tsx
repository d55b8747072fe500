import type { ReactElement } from 'react';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { plural } from '../../text/plural.ts';
import { useDecision } from './use-decision.ts';

/** What the user has decided about what stood in the way, each with a way to take that back. */
export function CountedEmpty({
  manifests,
  datasets,
}: {
  /** Manifests that can't be read, and folders and archives that can't be looked into. */
  readonly manifests: readonly string[];
  /** Those whose pipelines count as deleted. */
  readonly datasets: readonly string[];
}): ReactElement {
  const { problem, decide } = useDecision();
  return (
    <NoticeBar
      tone="plain"
      text={
        <>
          {manifests.length > 0 && (
            <>
              <b>
                {plural(manifests.length, 'manifest, folder or archive', 'manifests, folders or archives')}{' '}
                {manifests.length === 1 ? 'counts' : 'count'} as empty
              </b>
              , as you said, until {manifests.length === 1 ? 'it changes' : 'they change'}:
              <Decided
                names={manifests}
                onTakeBack={(manifest) =>
                  decide((client, workspace) => client.clean.uncountEmpty({ workspace, manifest }))
                }
              />
            </>
          )}
          {datasets.length > 0 && (
            <>
              <b>The pipelines of {plural(datasets.length, 'dataset')} count as deleted</b>, as you said,
              until something is stored for {datasets.length === 1 ? 'it' : 'them'}:
              <Decided
                names={datasets}
                onTakeBack={(dataset) =>
                  decide((client, workspace) => client.clean.uncountDeleted({ workspace, dataset }))
                }
              />
            </>
          )}
          {problem !== null && <p role="alert">{escapeForTerminal(problem)}</p>}
        </>
      }
    />
  );
}

function Decided({
  names,
  onTakeBack,
}: {
  readonly names: readonly string[];
  readonly onTakeBack: (name: string) => void;
}): ReactElement {
  return (
    <ul className="refused-list">
      {names.map((name) => (
        <li key={name}>
          <span className="mono wrap">{escapeForTerminal(name)}</span>{' '}
          <button type="button" className="link" onClick={() => onTakeBack(name)}>
            Take that back
          </button>
        </li>
      ))}
    </ul>
  );
}
