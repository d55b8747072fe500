import type { ReactElement } from 'react';
import type { ArtifactRecord } from '../../../shared/api/records/records.ts';
import type { FindingKind } from '../../../shared/domain/finding.ts';
import { toldState } from '../../../shared/domain/states.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { RecordStateMark, StateMark, type MarkedState } from '../../kit/state-mark.tsx';
import { useFindingsAt } from '../../state/workspace/use-findings-at.ts';
import { FINDING_NAMES } from '../../text/finding-words.ts';

const MARKS: Readonly<Partial<Record<FindingKind, MarkedState>>> = {
  'other-model': 'conflict',
  'lost-file': 'missing',
  'never-written': 'unwritten',
  'unknown-id': 'dangling',
  'dead-run': 'failed',
  'number-above-count': 'failed',
  'stored-twice': 'same',
};

/** What was found about the thing that a row shows, each as a mark with its explanation; nothing where nothing was. */
export function RowFindings({
  places,
}: {
  readonly places: readonly (string | null)[];
}): ReactElement | null {
  const findings = useFindingsAt(places).filter(({ kind }) => FINDING_NAMES[kind] !== null);
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  if (kinds.length === 0) return null;
  return (
    <>
      {kinds.map((kind) => {
        const told = findings.filter((finding) => finding.kind === kind).map(({ message }) => message);
        return (
          <span key={kind} className="row-finding" title={escapeForTerminal(told.join('\n'))}>
            <StateMark state={MARKS[kind] ?? 'unknown'} text={FINDING_NAMES[kind]} />
          </span>
        );
      })}
    </>
  );
}

/**
 * The state of a record's file, where one that was never written is not called missing; null where {@link RowFindings} beside it say that.
 *
 * @param isBeside whether they stand beside it
 */
export function FoundRecordState({
  record: { file_status: state, unwritten },
  isBeside,
}: {
  readonly record: Pick<ArtifactRecord, 'file_status' | 'unwritten'>;
  readonly isBeside: boolean;
}): ReactElement | null {
  const told = toldState(state, unwritten);
  return told === 'unwritten' && isBeside ? null : <RecordStateMark state={told} />;
}

/** The same in the inspector, where there is room to explain. */
export function FindingNotes({
  places,
}: {
  readonly places: readonly (string | null)[];
}): ReactElement | null {
  const findings = useFindingsAt(places).filter(({ kind }) => FINDING_NAMES[kind] !== null);
  if (findings.length === 0) return null;
  return (
    <>
      {findings.map(({ kind, where, message }) => (
        <NoticeBar
          key={`${kind} ${where}`}
          tone={kind === 'other-model' || kind === 'lost-file' ? 'danger' : 'plain'}
          text={
            <>
              <b>{sentenceCase(FINDING_NAMES[kind] ?? '')}:</b> {escapeForTerminal(message)}.
            </>
          }
        />
      ))}
    </>
  );
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
