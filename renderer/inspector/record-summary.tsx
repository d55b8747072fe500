import type { ReactElement } from 'react';
import type { RecordDetails } from '../../shared/api/records/record-details.ts';
import type { RelatedRecords } from '../../shared/api/records/relations.ts';
import { toldState } from '../../shared/domain/states.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes } from '../../shared/text/format-number.ts';
import { middleTruncate } from '../../shared/text/middle-truncate.ts';
import { FindingNotes } from '../flows/findings/row-findings.tsx';
import { PipelineReview } from '../flows/deletion/pipeline-review.tsx';
import { hasManifest } from '../kit/kept-in.ts';
import { NoticeBar } from '../kit/notice-bar.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { typeLabel } from '../kit/type-mark.tsx';
import { usePlace } from '../state/route/use-place.ts';
import { useKnownUse } from '../state/workspace/use-known-use.ts';
import { useWorkspace } from '../state/workspace/use-workspace.ts';
import { absolutePath } from '../text/absolute-path.ts';
import { fieldText } from '../text/field-text.ts';
import { plural } from '../text/plural.ts';
import { localStamp, utcStamp } from '../text/stamp.ts';
import { CopyButton } from './copy-button.tsx';
import { KeptBy } from './kept-by.tsx';
import { RecordChain } from './record-chain.tsx';
import { noDependentsText } from './relations-text.ts';
import { Fact, Facts, Section } from './section.tsx';
import { SelectLink } from './select-link.tsx';
import { TraceStep } from './trace-step.tsx';

/** A file's name is cut in its middle beyond this many signs. */
const NAME_SIGNS = 44;

/** What a record is, and whether it may go. */
export function RecordSummary({ details }: { readonly details: RecordDetails }): ReactElement {
  return (
    <>
      <FindingNotes places={[fieldText(details.record, 'artifact_id'), details.record.file]} />
      <MissingNote details={details} />
      <RecordChain details={details} />
      {details.folds.length > 1 && <Folds details={details} />}
      <IfDeleted details={details} />
      <KeptBy keepers={details.kept_by} empty={notKeptText(details)} layout={details.record.layout} />
      <StoredFacts details={details} />
      <TraceStep details={details} />
      <Identity details={details} />
    </>
  );
}

function MissingNote({ details: { record } }: { readonly details: RecordDetails }): ReactElement | null {
  const { namer } = useWorkspace().info.words;
  const step = fieldText(record, 'step_index');
  switch (toldState(record.file_status, record.unwritten)) {
    case 'present':
    // What was found says that.
    case 'unwritten':
      return null;
    case 'missing':
      return (
        <NoticeBar
          tone="danger"
          text={
            <>
              <b>The file is not there.</b>{' '}
              {record.file_note === undefined
                ? `The ${namer.one} names it, but nothing lies at its place.`
                : `${record.file_note}.`}{' '}
              Predictions with this pipeline will fail{step === '' ? '' : ` at step ${step}`}.
            </>
          }
        />
      );
    case 'differs':
      return (
        <NoticeBar
          tone="danger"
          text={
            <>
              <b>The file is not what the {namer.one} says.</b> {record.file_note}. Predictions with this
              pipeline will fail{step === '' ? '' : ` at step ${step}`}.
            </>
          }
        />
      );
    case 'unknown':
      return (
        <NoticeBar
          tone="warn"
          text={
            <>
              <b>It is not known whether the file is there.</b> The folder of its dataset can’t be listed.
            </>
          }
        />
      );
    case 'outside':
      return (
        <NoticeBar
          tone="danger"
          text={
            <>
              <b>The file lies outside the workspace.</b> A link leads there; Stemma does not follow it.
            </>
          }
        />
      );
  }
}

function Folds({ details: { folds, key: own } }: { readonly details: RecordDetails }): ReactElement {
  return (
    <Section title="Folds">
      <div className="folds">
        {folds.map(({ key, fold, size_bytes, state, unwritten }) => (
          <SelectLink key={key} isRow to={{ kind: 'record', key }} isCurrent={key === own}>
            <span>{fold}</span>
            {state === 'present' ? (
              <small>{formatBytes(size_bytes)}</small>
            ) : (
              <StateMark state={toldState(state, unwritten)} />
            )}
          </SelectLink>
        ))}
      </div>
    </Section>
  );
}

/** Why nothing keeps the file of a record: there is none. */
function notKeptText({ record }: RecordDetails): string {
  if (record.file_status === 'present') return 'Its run names the folder of native results that it lies in.';
  return record.file_status === 'unknown'
    ? 'Whether its file is there is not known.'
    : `Its file ${record.unwritten ? 'was never written' : 'is missing'}, so there is none to keep.`;
}

function freesText({ if_deleted, record, file }: RecordDetails, isUseKnown: boolean): ReactElement {
  const frees = <b>{formatBytes(if_deleted.frees.bytes)}</b>;
  if (record.file_status === 'missing') {
    return (
      <p>
        Frees {frees}: the file {record.unwritten ? 'was never written' : 'is not there'}.
      </p>
    );
  }
  if (record.file_status === 'unknown') return <p>What it frees is not known.</p>;
  if (record.file_status === 'present' && file === null) {
    return <p>Frees {frees}: native results go as a folder, once no run names it.</p>;
  }
  if (file?.status === 'kept') {
    return <p>It stays while a row of the database names it, though no chain uses that.</p>;
  }
  if (if_deleted.others > 0) {
    const others = plural(if_deleted.others, 'other record');
    return (
      <p>
        Frees {frees}: {others} {if_deleted.others === 1 ? 'uses' : 'use'} the same file.
      </p>
    );
  }
  if (!isUseKnown) return <p>What it frees is not known while something can’t be read.</p>;
  if (if_deleted.frees.bytes === 0 && file !== null && file.links > 1) {
    return <p>Frees {frees}: the file has other names on this disk.</p>;
  }
  return <p>Frees {frees}: nothing else uses the file.</p>;
}

function IfDeleted({ details }: { readonly details: RecordDetails }): ReactElement {
  const { href } = usePlace();
  const isUseKnown = useKnownUse();
  const isKnown = isUseKnown(details.record.dataset);
  const { breaks } = details.if_deleted;
  const derived = details.relations.derived.breaks;
  const [first] = breaks.records;
  return (
    <Section title="If deleted">
      {freesText(details, isKnown)}
      {first === undefined ? (
        derived.total === 0 && <p className="dim">{noDependentsText(details, isKnown)}</p>
      ) : (
        <p>
          <StateMark state="dangling" text={null} /> Breaks <b>{plural(breaks.total, 'artifact')}</b>:{' '}
          {breaks.total === 1 ? (
            <SelectLink to={{ kind: 'record', key: first.key }}>
              {escapeForTerminal(first.class_name)} ({typeLabel(first.artifact_type)})
            </SelectLink>
          ) : (
            <a className="link" href={href({ tab: 'relations' })}>
              {escapeForTerminal(first.class_name)} and {plural(breaks.total - 1, 'other')}
            </a>
          )}
        </p>
      )}
      <DerivedBreaks derived={derived} />
      {details.record.run !== null && (
        <>
          {hasManifest(details.record.layout) && (
            <p className="dim">A record can’t go singly; its pipeline can.</p>
          )}
          <PipelineReview
            text="What would deleting its pipeline free?"
            manifest={details.record.manifest}
            layout={details.record.layout}
          />
        </>
      )}
    </Section>
  );
}

/** What would lose what it was fitted on; no manifest writes it. */
function DerivedBreaks({ derived }: { readonly derived: RelatedRecords }): ReactElement | null {
  const { href } = usePlace();
  const [first] = derived.records;
  if (first === undefined) return null;
  return (
    <p>
      <StateMark state="dangling" text={null} /> <b>{plural(derived.total, 'artifact')}</b>{' '}
      {derived.total === 1 ? 'was' : 'were'} fitted on its output:{' '}
      {derived.total === 1 ? (
        <SelectLink to={{ kind: 'record', key: first.key }}>
          {escapeForTerminal(first.class_name)} ({typeLabel(first.artifact_type)})
        </SelectLink>
      ) : (
        <a className="link" href={href({ tab: 'relations' })}>
          {escapeForTerminal(first.class_name)} and {plural(derived.total - 1, 'other')}
        </a>
      )}{' '}
      <span
        className="dim inferred"
        title="Derived from the way of the data through the pipeline; it is not written down"
      >
        derived
      </span>
    </p>
  );
}

function StoredFacts({ details: { record, file } }: { readonly details: RecordDetails }): ReactElement {
  const hash = fieldText(record, 'content_hash').replace(/^sha256:/, '');
  const format = fieldText(record, 'format');
  const name = fieldText(record, 'path');
  const { info } = useWorkspace();
  return (
    <Section title="Stored file">
      <Facts>
        <Fact name="File">
          {file === null ? (
            <>
              <span className="mono wrap">
                {name === '' ? 'not named' : middleTruncate(name, NAME_SIGNS)}
              </span>{' '}
              {record.file_status !== 'present' && (
                <StateMark state={toldState(record.file_status, record.unwritten)} />
              )}
            </>
          ) : (
            <>
              <SelectLink to={{ kind: 'file', path: file.path }} title={escapeForTerminal(file.path)}>
                <span className="mono wrap">
                  {middleTruncate(escapeForTerminal(file.path.split('/').at(-1) ?? ''), NAME_SIGNS)}
                </span>
              </SelectLink>{' '}
              <CopyButton what="path" text={absolutePath(info.root, file.path)} />
            </>
          )}
        </Fact>
        {file !== null && (
          <Fact name="Size">
            {formatBytes(file.size_bytes)}{' '}
            {file.size_bytes >= 1000 && <span className="dim">{exactBytes(file.size_bytes)}</span>}
          </Fact>
        )}
        {hash !== '' && (
          <Fact name="SHA-256">
            <span className="mono" title={hash}>
              {hash.length > 20 ? `${hash.slice(0, 12)}…${hash.slice(-4)}` : hash}
            </span>{' '}
            <CopyButton what="hash" text={hash} />
          </Fact>
        )}
        {format !== '' && (
          <Fact name="Format">
            {format} <span className="dim">{fieldText(record, 'format_version')}</span>
          </Fact>
        )}
        {file !== null && file.links > 1 && <Fact name="Names on disk">{file.links} hard links</Fact>}
      </Facts>
    </Section>
  );
}

function Identity({ details: { record } }: { readonly details: RecordDetails }): ReactElement {
  const id = fieldText(record, 'artifact_id');
  const created = fieldText(record, 'created_at');
  const version = fieldText(record, 'nirs4all_version');
  const custom = fieldText(record, 'custom_name');
  return (
    <Section title="Identity">
      <Facts>
        <Fact name="Id">
          {id === '' ? (
            <span className="dim">none is written</span>
          ) : (
            <>
              <span className="mono wrap">{id}</span> <CopyButton what="id" text={id} />
            </>
          )}
        </Fact>
        {custom !== '' && <Fact name="Name">{custom}</Fact>}
        <Fact name="Created">
          <span title={utcStamp(created)}>{localStamp(created)}</span>{' '}
          {version !== '' && <span className="dim">nirs4all {version}</span>}
        </Fact>
        {hasManifest(record.layout) && <Fact name="Position">{record.position} in its manifest, from 0</Fact>}
      </Facts>
    </Section>
  );
}
