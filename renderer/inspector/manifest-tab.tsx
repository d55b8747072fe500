import { ClipboardIcon, EditIcon, FolderOpenIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { failureOf } from '../../shared/api/failure.ts';
import type { ManifestText } from '../../shared/api/pipelines/manifest-text.ts';
import type { RecordKey } from '../../shared/domain/record-key.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { useConnections } from '../state/connection/use-connections.ts';
import { Button } from '../kit/button.tsx';
import { NoticeBar } from '../kit/notice-bar.tsx';
import { failureText } from '../kit/problems/failure-text.ts';
import { ProblemNote } from '../kit/problems/problem-note.tsx';
import { usePlace } from '../state/route/use-place.ts';
import { CopyButton } from './copy-button.tsx';
import { IconLink } from './icon-link.tsx';
import { useCopiedManifest } from './use-copied-manifest.ts';
import { useDesktopFiles } from './use-desktop-files.ts';
import { yamlParts } from './yaml-parts.ts';

/** Lines of a part of the text. */
const LINES = 400;

/** A manifest's text, read-only, at the line of a record, or at one that is given. */
export function ManifestTab({
  manifest,
  record,
  line = null,
}: {
  readonly manifest: string;
  /** One of its records, to begin at. */
  readonly record?: RecordKey;
  /** Where something is wrong; from 1. */
  readonly line?: number | null;
}): ReactElement {
  const { coreQueries } = useConnections();
  const { workspace } = usePlace();
  const [from, setFrom] = useState<number | null>(line === null ? null : Math.max(1, line - LINES / 4));
  const { data, error } = useQuery(
    coreQueries.workspace.manifest.queryOptions({
      input: {
        workspace,
        manifest,
        line_count: LINES,
        ...(from !== null ? { first_line: from } : record !== undefined ? { record } : {}),
      },
      placeholderData: (before) => before,
    }),
  );
  const failure = error === null ? null : failureOf(error);
  if (failure !== null) {
    return (
      <div className="inspector-note">
        <ProblemNote problem={failureText(failure)} />
      </div>
    );
  }
  if (data === undefined) return <div aria-busy="true" />;
  return <ShownText text={data} marked={data.line ?? line} onShow={setFrom} />;
}

function ShownText({
  text,
  marked,
  onShow,
}: {
  readonly text: ManifestText;
  readonly marked: number | null;
  readonly onShow: (firstLine: number) => void;
}): ReactElement {
  const at = useRef<HTMLDivElement>(null);
  const copyText = useCopiedManifest(text.path);
  const desktop = useDesktopFiles();
  useEffect(() => {
    at.current?.scrollIntoView({ block: 'center' });
  }, [marked, text.first_line]);
  const next = text.first_line + text.lines.length;
  const folder = text.path.split('/').slice(0, -1).join('/');
  return (
    <section className="yaml">
      <div className="yaml-head">
        <h3>
          <span className="trunc">{escapeForTerminal(text.path.split('/').at(-1) ?? '')}</span>
          <span className="dim">
            {marked === null
              ? `${formatCount(text.line_count)} lines`
              : `line ${formatCount(marked)} of ${formatCount(text.line_count)}`}
          </span>
          <span className="grow" />
          <IconLink label="Copy text" icon={<ClipboardIcon size={12} />} onClick={copyText} />
          {desktop !== null && (
            <>
              <IconLink
                label="Show in folder"
                icon={<FolderOpenIcon size={12} />}
                onClick={() => desktop.reveal(text.path)}
              />
              <IconLink
                label="Open in editor"
                icon={<EditIcon size={12} />}
                onClick={() => desktop.edit(text.path)}
              />
            </>
          )}
        </h3>
        <p className="dim trunc" title={escapeForTerminal(folder)}>
          {escapeForTerminal(folder)}/ <CopyButton what="path" text={text.path} />
        </p>
      </div>
      {text.changed && (
        <NoticeBar
          tone="warn"
          text="This manifest changed since the scan: what is shown here is newer than all else."
        />
      )}
      {text.first_line > 1 && (
        <Button
          quiet
          text="Show lines before"
          onClick={() => onShow(Math.max(1, text.first_line - LINES + 20))}
        />
      )}
      <div className="yaml-lines mono" role="group" aria-label="Text of the manifest" tabIndex={0}>
        {text.lines.map((line, index) => {
          const number = text.first_line + index;
          const { key, rest } = yamlParts(escapeForTerminal(line));
          return (
            <div
              key={number}
              ref={number === marked ? at : undefined}
              className={number === marked ? 'at' : undefined}
            >
              <i>{number}</i>
              <span className="key">{key}</span>
              {rest}
            </div>
          );
        })}
      </div>
      {next <= text.line_count && <Button quiet text="Show lines after" onClick={() => onShow(next - 20)} />}
    </section>
  );
}
