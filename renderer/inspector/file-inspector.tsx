import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { FileDetails } from '../../shared/api/records/files.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { isSparse } from '../../shared/domain/sparse.ts';
import { exactBytes, formatBytes, formatCount } from '../../shared/text/format-number.ts';
import { middleTruncate } from '../../shared/text/middle-truncate.ts';
import { FindingNotes } from '../flows/findings/row-findings.tsx';
import { ReviewButton } from '../flows/deletion/review-button.tsx';
import { useConnections } from '../state/connection/use-connections.ts';
import { StateMark } from '../kit/state-mark.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { usePlace } from '../state/route/use-place.ts';
import { recentReason } from '../../shared/text/recent-text.ts';
import { useWorkspace } from '../state/workspace/use-workspace.ts';
import { absolutePath } from '../text/absolute-path.ts';
import { localStamp, utcStamp } from '../text/stamp.ts';
import { NoAnswer } from './no-answer.tsx';
import { CopyButton } from './copy-button.tsx';
import { InspectorHead } from './inspector-head.tsx';
import { pythonSnippet } from './python-snippet.ts';
import { KeptBy } from './kept-by.tsx';
import { MoreList, RelatedRow } from './related-list.tsx';
import { Fact, Facts, Section } from './section.tsx';
import { useDesktopFiles } from './use-desktop-files.ts';

/** Names are cut in their middle beyond this many signs. */
const NAME_SIGNS = 34;

/** All about a stored file. */
export function FileInspector({ path }: { readonly path: string }): ReactElement {
  const { coreQueries } = useConnections();
  const { workspace, place, go } = usePlace();
  const desktop = useDesktopFiles();
  const { info } = useWorkspace();
  const { data, error } = useQuery(
    coreQueries.workspace.file.queryOptions({
      input: { workspace, path },
      placeholderData: (before) => before,
    }),
  );
  if (data === undefined || error !== null) return <NoAnswer error={error} what={escapeForTerminal(path)} />;
  const { file, hash, records } = data;
  const name = escapeForTerminal(file.path.split('/').at(-1) ?? file.path);
  return (
    <>
      <InspectorHead
        title={middleTruncate(name, NAME_SIGNS)}
        kind="file"
        where={escapeForTerminal(file.path)}
        actions={[
          { text: 'Copy path', copies: absolutePath(info.root, file.path) },
          {
            text: 'Copy Python that loads it',
            copies: pythonSnippet({
              path: absolutePath(info.root, file.path),
              format: '',
              version: '',
              chain: '',
            }),
          },
          ...(hash === null ? [] : [{ text: 'Copy hash', copies: hash }]),
          ...(desktop === null ? [] : [{ text: 'Show in folder', run: () => desktop.reveal(file.path) }]),
        ]}
      />
      <Tabs
        label="Inspector"
        shown={place.tab}
        onShow={(tab) => go({ tab: tab === 'summary' ? null : tab }, 'replace')}
        tabs={[
          { id: 'summary', text: 'Summary', content: () => <FileSummary details={data} /> },
          {
            id: 'relations',
            text: 'Records',
            count: formatCount(records.total),
            content: () => (
              <Section title="Records that name it" note={formatCount(records.total)}>
                <MoreList
                  total={records.total}
                  empty="No record names it."
                  rows={records.records.map((record) => (
                    <RelatedRow key={record.key} record={record} isElsewhere />
                  ))}
                />
              </Section>
            ),
          },
        ]}
      />
    </>
  );
}

/** What becomes of the file, and what that frees. */
function IfDeleted({ details: { file, frees_bytes } }: { readonly details: FileDetails }): ReactElement {
  const { info } = useWorkspace();
  const frees = <b>{formatBytes(frees_bytes)}</b>;
  switch (file.status) {
    case 'recent':
      return <p>It stays while it is recent: {recentReason(file, Date.now(), info.graceMs)}.</p>;
    case 'undecided':
      return <p>It stays while it is {file.status}.</p>;
    case 'kept':
      return <p>It stays while a row of the database names it, though no chain uses that.</p>;
    case 'referenced':
      return (
        <p>
          It stays while a {info.words.namer.one} names it. With the last of them it frees {frees}
          {freesNothingText({ file, frees_bytes })}
        </p>
      );
    case 'orphan':
    case 'foreign':
      return (
        <p>
          Frees {frees}
          {freesNothingText({ file, frees_bytes })}
        </p>
      );
  }
}

/** Why a file gives nothing back that has some bytes; else the end of the sentence. */
function freesNothingText({ file, frees_bytes: frees }: Pick<FileDetails, 'file' | 'frees_bytes'>): string {
  if (frees > 0 || file.size_bytes === 0) return '.';
  if (file.links > 1) return ': it has other names on this disk.';
  if (file.link !== 'none') return ': it lies behind a link.';
  if (isSparse(file.size_bytes, file.disk_bytes)) return ': it takes no space on this disk.';
  return ': a record whose file is missing may mean it.';
}

function FileSummary({ details }: { readonly details: FileDetails }): ReactElement {
  const { file, hash, kept_by } = details;
  const { info } = useWorkspace();
  return (
    <>
      <FindingNotes places={[file.path]} />
      <Section title="State">
        <p>{file.status === 'referenced' ? 'In use' : <StateMark state={file.status} />}</p>
        {file.reason !== undefined && <p>{file.reason}</p>}
        {file.note !== null && (
          <p>
            <StateMark state="differs" text={`By its size it is ${file.note}.`} />
          </p>
        )}
      </Section>
      <Section title="If deleted">
        <IfDeleted details={details} />
        {file.status === 'orphan' && (
          <ReviewButton text="Review plan…" selection={{ kind: 'orphans', only: [file.path] }} />
        )}
        {file.status === 'foreign' && (
          <ReviewButton text="Review plan…" selection={{ kind: 'foreign', paths: [file.path] }} />
        )}
      </Section>
      <KeptBy keepers={kept_by} empty={`No ${info.words.namer.one} names it.`} layout={file.layout} />
      <Section title="Stored file">
        <Facts>
          <Fact name="File">
            <span className="mono wrap">{escapeForTerminal(file.path)}</span>{' '}
            <CopyButton what="path" text={absolutePath(info.root, file.path)} />
          </Fact>
          <Fact name="Size">
            {formatBytes(file.size_bytes)}{' '}
            {file.size_bytes >= 1000 && <span className="dim">{exactBytes(file.size_bytes)}</span>}
            {isSparse(file.size_bytes, file.disk_bytes) && (
              <span className="dim"> takes {formatBytes(file.disk_bytes)} on disk</span>
            )}
          </Fact>
          <Fact name="Written">
            <span title={utcStamp(file.mtime)}>{localStamp(file.mtime)}</span>
          </Fact>
          {Date.parse(file.ctime) - Date.parse(file.mtime) > 60_000 && (
            <Fact name="Changed">
              <span title={utcStamp(file.ctime)}>{localStamp(file.ctime)}</span>{' '}
              <span className="dim">its inode: copied, moved or touched</span>
            </Fact>
          )}
          {hash !== null && (
            <Fact name="SHA-256">
              <span className="mono" title={hash}>
                {hash.slice(0, 12)}…{hash.slice(-4)}
              </span>{' '}
              <CopyButton what="hash" text={hash} />
            </Fact>
          )}
          {file.dataset !== null && <Fact name="Dataset">{escapeForTerminal(file.dataset)}</Fact>}
          {file.link !== 'none' && <Fact name="Link">leads {linkText(file.link)}</Fact>}
        </Facts>
      </Section>
    </>
  );
}

function linkText(link: 'inside' | 'outside' | 'broken'): string {
  switch (link) {
    case 'inside':
      return 'to another file of the workspace';
    case 'outside':
      return 'out of the workspace';
    case 'broken':
      return 'to nothing';
  }
}
