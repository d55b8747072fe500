import { useState, type ReactElement } from 'react';
import { failureOf, isLostCall } from '../../shared/api/failure.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { useConnections } from '../connection/use-connections.ts';
import { NoticeBar } from '../parts/notice-bar.tsx';
import { problemLine } from '../problems/failure-text.ts';
import { plural } from '../text/plural.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

/** Manifests that can't be read and count as empty, each with a way to take that back. */
export function CountedEmpty({ manifests }: { readonly manifests: readonly string[] }): ReactElement {
  const { coreClient } = useConnections();
  const { info, rescan } = useWorkspace();
  const [problem, setProblem] = useState<string | null>(null);
  const takeBack = (manifest: string): void => {
    setProblem(null);
    coreClient.clean.uncountEmpty({ workspace: info.id, manifest }).then(rescan, (error: unknown) => {
      const failure = failureOf(error);
      if (failure === null && !isLostCall(error)) throw error;
      setProblem(failure === null ? 'Stemma’s reader stopped. Try again.' : problemLine(failure));
    });
  };
  return (
    <NoticeBar
      tone="plain"
      text={
        <>
          <b>{plural(manifests.length, 'manifest')} that can’t be read counted as empty</b>, as you said,
          until it changes:
          <ul className="refused-list">
            {manifests.map((manifest) => (
              <li key={manifest}>
                <span className="mono wrap">{escapeForTerminal(manifest)}</span>{' '}
                <button type="button" className="link" onClick={() => takeBack(manifest)}>
                  Take that back
                </button>
              </li>
            ))}
          </ul>
          {problem !== null && <p role="alert">{escapeForTerminal(problem)}</p>}
        </>
      }
    />
  );
}
