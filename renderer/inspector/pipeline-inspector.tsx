import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { failureOf } from '../../shared/api/failure.ts';
import type { PipelineDetails, Refit } from '../../shared/api/pipelines/pipeline-details.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatBytes, formatCount } from '../../shared/text/format-number.ts';
import { staysText } from '../flows/deletion/plan-text.ts';
import { FindingNotes } from '../flows/findings/row-findings.tsx';
import { PipelineReview } from '../flows/deletion/pipeline-review.tsx';
import { useExportForms } from '../flows/export/export-items.tsx';
import { useConnections } from '../state/connection/use-connections.ts';
import { BytesBar } from '../kit/bytes-bar.tsx';
import { hasManifest } from '../kit/kept-in.ts';
import { NoticeBar } from '../kit/notice-bar.tsx';
import { MissingMark } from '../kit/missing-mark.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { TypeMark, typeLabel } from '../kit/type-mark.tsx';
import { pipelineName } from '../kit/pipelines/pipeline-name.ts';
import { PipelineState } from '../kit/pipelines/pipeline-state.tsx';
import { usePlace } from '../state/route/use-place.ts';
import { useWorkspace } from '../state/workspace/use-workspace.ts';
import { absolutePath } from '../text/absolute-path.ts';
import { withoutIsolation } from '../text/isolated.ts';
import { plural } from '../text/plural.ts';
import { unreadableTitle } from '../text/unreadable-text.ts';
import { localStamp, utcStamp } from '../text/stamp.ts';
import { NoAnswer } from './no-answer.tsx';
import { CopyButton } from './copy-button.tsx';
import { InspectorHead } from './inspector-head.tsx';
import { ManifestTab } from './manifest-tab.tsx';
import { MoreList, RelatedRow } from './related-list.tsx';
import { Fact, Facts, Section } from './section.tsx';
import { SelectLink } from './select-link.tsx';
import { useDesktopFiles } from './use-desktop-files.ts';

/** All about a pipeline. */
export function PipelineInspector({ manifest }: { readonly manifest: string }): ReactElement {
  const { coreQueries } = useConnections();
  const { workspace, place, go } = usePlace();
  const desktop = useDesktopFiles();
  const exportForms = useExportForms();
  const { data, error } = useQuery(
    coreQueries.workspace.pipeline.queryOptions({
      input: { workspace, manifest },
      placeholderData: (before) => before,
    }),
  );
  const { info } = useWorkspace();
  // A copy, in the library for example, is no pipeline: the text of its manifest is shown all the same.
  if (error !== null && failureOf(error)?.code === 'NOT_FOUND' && place.tab === 'manifest') {
    return (
      <>
        <InspectorHead title={escapeForTerminal(manifest)} kind="" />
        <ManifestTab key={manifest} manifest={manifest} />
      </>
    );
  }
  if (data === undefined || error !== null) {
    return <NoAnswer error={error} what={escapeForTerminal(manifest)} />;
  }
  const { pipeline, problem } = data;
  const exported = {
    selection: { kind: 'pipelines' as const, manifests: [pipeline.manifest] },
    name: pipelineName(pipeline),
  };
  return (
    <>
      <InspectorHead
        title={pipelineName(pipeline)}
        kind="pipeline"
        where={
          <>
            {pipeline.dataset !== null && <>{escapeForTerminal(pipeline.dataset)} › </>}
            {escapeForTerminal(pipeline.run)}
          </>
        }
        actions={[
          ...(pipeline.pipeline_id === null ? [] : [{ text: 'Copy id', copies: pipeline.pipeline_id }]),
          ...(hasManifest(pipeline.layout)
            ? [
                { text: 'Copy path', copies: absolutePath(info.root, pipeline.manifest) },
                ...(desktop === null
                  ? []
                  : [{ text: 'Show in folder', run: () => desktop.reveal(pipeline.manifest) }]),
                ...exportForms(exported, 'Export'),
              ]
            : []),
          {
            text: 'Show its records',
            run: () => go({ view: 'artifacts', own: {}, text: withoutIsolation(pipelineName(pipeline)) }),
          },
        ]}
      />
      <Tabs
        label="Inspector"
        shown={place.tab}
        onShow={(tab) => go({ tab: tab === 'summary' ? null : tab }, 'replace')}
        tabs={[
          { id: 'summary', text: 'Summary', content: () => <PipelineSummary details={data} /> },
          ...(hasManifest(pipeline.layout)
            ? [
                {
                  id: 'manifest',
                  text: 'Manifest',
                  content: () => (
                    <ManifestTab
                      key={`${pipeline.manifest} ${problem?.line ?? ''}`}
                      manifest={pipeline.manifest}
                      line={problem?.line ?? null}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

function PipelineSummary({ details }: { readonly details: PipelineDetails }): ReactElement {
  const { pipeline, problem, by_type } = details;
  return (
    <>
      {problem !== null && (
        <NoticeBar
          tone="danger"
          text={
            <>
              <b>This manifest can’t be read.</b> {escapeForTerminal(problem.message)}
              {problem.line !== null && ` (line ${problem.line}, column ${problem.column ?? 1})`}
            </>
          }
        />
      )}
      <FindingNotes places={[pipeline.manifest, pipeline.run]} />
      <IfDeleted details={details} />
      {details.refits.length > 0 && <Refits refits={details.refits} />}
      <Section title="Contents" note={plural(pipeline.records, 'record')}>
        {by_type.length === 0 ? (
          <p className="dim">No artifacts.</p>
        ) : (
          <Facts>
            {by_type.map(({ type, records, size_bytes, missing, unwritten }) => (
              <div key={type}>
                <dt>
                  <TypeMark type={type} /> {typeLabel(type)}
                </dt>
                <dd>
                  {formatCount(records)} <span className="dim">{formatBytes(size_bytes)}</span>{' '}
                  <MissingMark missing={missing} unwritten={unwritten} />
                </dd>
              </div>
            ))}
          </Facts>
        )}
      </Section>
      <Section title={hasManifest(pipeline.layout) ? 'Manifest' : 'Row'}>
        <Facts>
          <Fact name={hasManifest(pipeline.layout) ? 'File' : 'Path'}>
            <span className="mono wrap">{escapeForTerminal(pipeline.manifest)}</span>{' '}
            <CopyButton what="path" text={pipeline.manifest} />
          </Fact>
          <Fact name="State">
            {pipeline.state === 'complete' ? 'complete' : <PipelineState state={pipeline.state} />}
          </Fact>
          {pipeline.created_at !== null && (
            <Fact name="Created">
              <span title={utcStamp(pipeline.created_at)}>
                {localStamp(escapeForTerminal(pipeline.created_at))}
              </span>
            </Fact>
          )}
          {details.schema_version !== null && (
            <Fact name="Schema">{escapeForTerminal(details.schema_version)}</Fact>
          )}
          {details.nirs4all_version !== null && (
            <Fact name="Written by">nirs4all {escapeForTerminal(details.nirs4all_version)}</Fact>
          )}
          {hasManifest(pipeline.layout) && (
            <Fact name="Trace">{details.traced ? 'recorded' : 'none recorded'}</Fact>
          )}
        </Facts>
      </Section>
    </>
  );
}

const REFIT_ROLES: Readonly<Record<Refit['role'], string>> = {
  original: 'fitted before',
  refit: 'on all data',
  base: 'base model',
  meta: 'meta-model',
};

/** What of its run was fitted again as what. */
function Refits({ refits }: { readonly refits: readonly Refit[] }): ReactElement {
  return (
    <Section title="Fitted again" note={`${formatCount(refits.length)} inferred`}>
      <MoreList
        total={refits.length}
        empty=""
        rows={refits.map(({ manifest, name, role }) => (
          <SelectLink
            key={manifest}
            isRow
            to={{ kind: 'pipeline', manifest }}
            title={escapeForTerminal(name)}
          >
            <span className="trunc name">{escapeForTerminal(name)}</span>
            <span className="grow" />
            <span
              className="dim inferred"
              title="Concluded from their names and datasets; it is not written down"
            >
              {REFIT_ROLES[role]}
            </span>
          </SelectLink>
        ))}
      />
    </Section>
  );
}

function IfDeleted({
  details: { if_deleted, pipeline },
}: {
  readonly details: PipelineDetails;
}): ReactElement {
  const { info } = useWorkspace();
  const { frees, folders, stays, frees_nothing, unknown, breaks } = if_deleted;
  const isRead = pipeline.state !== 'unreadable';
  const isKnown = isRead && unknown.length === 0;
  return (
    <Section title="If deleted">
      {!isRead && <p>What it uses is not known while its manifest can’t be read.</p>}
      {isRead && !isKnown && <p>What only it uses is not known while {unreadableTitle(unknown)}.</p>}
      {isKnown && (
        <>
          <p>
            Frees <b>{formatBytes(frees.bytes)}</b> in {plural(frees.files, 'stored file')}
            {stays.bytes > 0 && ` of ${formatBytes(frees.bytes + stays.bytes)}`}.
          </p>
          <BytesBar exclusive={frees.bytes} shared={stays.bytes} max={frees.bytes + stays.bytes} />
          {stays.files > 0 && <p className="dim">{staysText(stays)}.</p>}
          {frees_nothing.files > 0 && (
            <p className="dim">
              {plural(frees_nothing.files, 'file')} ({formatBytes(frees_nothing.bytes)}) would go and free
              nothing: they have other names on this disk.
            </p>
          )}
        </>
      )}
      {isRead && pipeline.layout !== info.words.library_alone?.layout && (
        <p className="dim">
          Its own folder holds {formatBytes(folders.bytes)} in {plural(folders.files, 'file')} more.
        </p>
      )}
      {breaks.total === 0 ? (
        isKnown && <p className="dim">Breaks nothing.</p>
      ) : (
        <>
          <p>
            <StateMark state="dangling" text={null} /> Breaks <b>{plural(breaks.total, 'artifact')}</b>:
          </p>
          <MoreList
            total={breaks.total}
            empty=""
            rows={breaks.records.map((record) => (
              <RelatedRow key={`${record.key} ${record.needs}`} record={record} isElsewhere />
            ))}
          />
        </>
      )}
      <PipelineReview text="Review plan…" manifest={pipeline.manifest} layout={pipeline.layout} />
    </Section>
  );
}
