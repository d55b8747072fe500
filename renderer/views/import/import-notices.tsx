import { FolderOpenIcon, UndoIcon } from '@blueprintjs/icons';
import { useState, type ReactElement } from 'react';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import type { ImportResult } from '../../../shared/api/import/import-plan.ts';
import { useCleaning } from '../../flows/deletion/use-cleaning.ts';
import { useImports } from '../../flows/import/use-imports.ts';
import { Button } from '../../kit/button.tsx';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { useGo } from '../../state/route/use-place.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { plural } from '../../text/plural.ts';
import { readOnlyRefusal } from '../../text/read-only-refusal.ts';
import { importResultText } from './import-text.ts';

/** What an import came to, and taking it back. */
function Result({ result }: { readonly result: ImportResult }): ReactElement {
  const { close } = useImports();
  const { undoImport } = useCleaning();
  const { info } = useWorkspace();
  const go = useGo();
  const [isListed, setListed] = useState(false);
  const { title, more } = importResultText(result);
  const { import_id: id, targets, skipped, skipped_count: count } = result;
  const [first] = targets;
  return (
    <NoticeBar
      tone={count > 0 || result.cancelled ? 'warn' : 'ok'}
      text={
        <>
          <b>{title}</b> {more.join(' ')}
          {isListed && (
            <ul className="refused-list">
              {skipped.map(({ source, reason }) => (
                <li key={source}>
                  <span className="mono wrap">{escapeForTerminal(source)}</span>: {escapeForTerminal(reason)}
                </li>
              ))}
              {count > skipped.length && (
                <li className="dim">and {formatCount(count - skipped.length)} more</li>
              )}
            </ul>
          )}
        </>
      }
      actions={
        <>
          {count > 0 && (
            <Button
              text={isListed ? 'Hide them' : `Show the ${plural(count, 'manifest')}`}
              onClick={() => setListed(!isListed)}
            />
          )}
          {first !== undefined && (
            <Button
              text="Show"
              onClick={() =>
                go({ view: 'chains', selection: { kind: 'pipeline', manifest: first }, tab: null })
              }
            />
          )}
          {id !== null && (
            <Button
              text="Undo"
              icon={<UndoIcon size={14} />}
              refusal={readOnlyRefusal(info.readOnly)}
              onClick={() => {
                close();
                undoImport(id);
              }}
            />
          )}
        </>
      }
      onDismiss={close}
    />
  );
}

/** What is to be known of an import, above what would become of it. */
export function ImportNotices(): ReactElement {
  const { current, problem, opened, dismiss, again, openWorkspace } = useImports();
  const result = current?.result ?? null;
  const isOpened = opened !== null && opened.id === current?.source;
  return (
    <>
      {problem !== null && (
        <NoticeBar
          tone="danger"
          text={
            problem.kind === 'said' ? problem.text : <ProblemNote problem={failureText(problem.failure)} />
          }
          actions={
            current === null || current === undefined ? null : <Button text="Look again" onClick={again} />
          }
          onDismiss={dismiss}
        />
      )}
      {result !== null && <Result result={result} />}
      {isOpened &&
        result === null &&
        opened.workspaces.map((name) => (
          <NoticeBar
            key={name}
            tone="plain"
            text={
              <>
                <b>{escapeForTerminal(name)} is a workspace itself.</b> It can be imported into this one, or
                opened.
              </>
            }
            actions={
              <Button
                text="Open it instead"
                icon={<FolderOpenIcon size={14} />}
                onClick={() => openWorkspace(name)}
              />
            }
          />
        ))}
    </>
  );
}
