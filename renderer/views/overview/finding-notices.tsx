import { UndoIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { useCleaning } from '../../flows/deletion/use-cleaning.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Button } from '../../kit/button.tsx';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { useGo } from '../../state/route/use-place.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { storeNotices } from './store-findings.ts';
import { aboveCountTitle, differsTitle, findingPlaces, inTrashTitle } from './finding-text.ts';
import { readOnlyRefusal } from '../../text/read-only-refusal.ts';

/** What in the workspace is not as it should be, and what one can do about it. */
export function FindingNotices(): ReactElement {
  const { coreQueries } = useConnections();
  const { info, isReady } = useWorkspace();
  const { restoreWanted } = useCleaning();
  const go = useGo();
  const findings =
    useQuery(coreQueries.workspace.findings.queryOptions({ input: { workspace: info.id }, enabled: isReady }))
      .data ?? [];
  const inTrash = findings.filter(({ kind }) => kind === 'in-trash');
  const inTrashFiles = inTrash.reduce((sum, { files }) => sum + files, 0);
  const differing = findings.filter(({ kind }) => kind === 'differs');
  const above = findings.filter(({ kind }) => kind === 'number-above-count');
  return (
    <>
      {differing.length > 0 && (
        <NoticeBar
          tone="danger"
          text={
            <>
              <b>{differsTitle(differing.reduce((sum, { files }) => sum + files, 0))}.</b> Their sizes show
              it.
            </>
          }
          details={differing
            .map(({ where, message }) => escapeForTerminal(`${where}: ${message}`))
            .join('\n')}
          actions={
            <Button
              text="Show their records"
              onClick={() => go({ view: 'artifacts', dataset: null, own: { state: 'differs' } })}
            />
          }
        />
      )}
      {inTrash.length > 0 && (
        <NoticeBar
          tone="warn"
          text={
            <>
              <b>{inTrashTitle(inTrashFiles, info.words.namer)}.</b> In a terminal:{' '}
              <code>stemma trash restore --wanted --apply</code>
            </>
          }
          actions={
            <Button
              text={inTrashFiles === 1 ? 'Put it back' : 'Put them back'}
              icon={<UndoIcon size={14} />}
              refusal={readOnlyRefusal(info.readOnly)}
              onClick={restoreWanted}
            />
          }
        />
      )}
      {storeNotices(findings).map(({ kind, tone, title, explanation, places }) => (
        <NoticeBar
          key={kind}
          tone={tone}
          text={
            <>
              <b>{title}.</b> {explanation}
            </>
          }
          details={places}
        />
      ))}
      {above.length > 0 && (
        <NoticeBar
          tone="warn"
          text={
            <>
              <b>{aboveCountTitle(above.length)}.</b> nirs4all numbers by counting folders: when it comes to
              such a number again, a run of the same configuration overwrites that pipeline.
            </>
          }
          details={findingPlaces(above)}
        />
      )}
    </>
  );
}
