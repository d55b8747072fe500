import { RefreshIcon, TrashIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { RESULT_NOTES, SKIP_REASONS } from '../../../../shared/domain/clean.ts';
import type { Pipeline } from '../../../../shared/api/pipelines/pipelines.ts';
import { WORK_KINDS } from '../../../../shared/api/deletion/work-kinds.ts';
import { noteText, skipText } from '../../../../shared/text/clean-words.ts';
import { BytesBar } from '../../../../renderer/kit/bytes-bar.tsx';
import { Button, IconButton } from '../../../../renderer/kit/button.tsx';
import { CheckBox } from '../../../../renderer/kit/check-box.tsx';
import { Chip } from '../../../../renderer/kit/chip.tsx';
import { Choice } from '../../../../renderer/kit/choice.tsx';
import { NoticeBar } from '../../../../renderer/kit/notice-bar.tsx';
import { PathText } from '../../../../renderer/kit/path-text.tsx';
import { RecordStateMark, StateMark, type MarkedState } from '../../../../renderer/kit/state-mark.tsx';
import { Tabs } from '../../../../renderer/kit/tabs.tsx';
import { TypeMark, typeLabel } from '../../../../renderer/kit/type-mark.tsx';
import { PipelineState } from '../../../../renderer/kit/pipelines/pipeline-state.tsx';
import { failureText } from '../../../../renderer/kit/problems/failure-text.ts';
import { ProblemNote } from '../../../../renderer/kit/problems/problem-note.tsx';
import { CleaningWork } from '../../../../renderer/app/shell/status-work.tsx';
import type { FileState } from '../../../../shared/domain/states.ts';
import type { Exhibit, Room } from '../exhibit.ts';
import { WORDS } from '../gallery-host.ts';
import { FAILURES } from '../failures.ts';
import { Shelf } from '../parts-sheet.tsx';

const nothing = (): void => undefined;

/** Everything that has a mark, as the types have it: what is added there is added here, or the types don't fit. */
const MARKS: Readonly<Record<MarkedState | FileState, true>> = {
  orphan: true,
  recent: true,
  undecided: true,
  foreign: true,
  kept: true,
  referenced: true,
  missing: true,
  unwritten: true,
  outside: true,
  unreadable: true,
  broken: true,
  dangling: true,
  shared: true,
  failed: true,
  running: true,
  conflict: true,
  differs: true,
  unknown: true,
  verified: true,
  new: true,
  same: true,
};

const PIPELINE_STATES: Readonly<Record<Pipeline['state'], true>> = {
  complete: true,
  failed: true,
  running: true,
  unreadable: true,
  unknown: true,
};

const keysOf = <Key extends string>(all: Readonly<Record<Key, true>>): readonly Key[] =>
  Object.keys(all) as Key[];

const TYPES = ['transformer', 'model', 'meta_model', 'splitter', 'encoder', 'y_processing', null];

const TONES = ['plain', 'ok', 'warn', 'danger'] as const;

function Controls(): ReactElement {
  return (
    <>
      <Shelf title="Buttons">
        <div className="gallery-row">
          <Button text="Ordinary" onClick={nothing} />
          <Button text="With an icon" icon={<RefreshIcon size={14} />} onClick={nothing} />
          <Button primary text="Primary" icon={<TrashIcon size={14} />} onClick={nothing} />
          <Button quiet text="Quiet" onClick={nothing} />
          <Button danger text="Danger" onClick={nothing} />
        </div>
      </Shelf>
      <Shelf title="Buttons that can’t be used now">
        <div className="gallery-row">
          <Button text="Ordinary" refusal="Nothing is selected" onClick={nothing} />
          <Button primary text="Primary" refusal="Nothing is selected" onClick={nothing} />
          <Button quiet text="Quiet" refusal="Nothing is selected" onClick={nothing} />
          <Button danger text="Danger" refusal="Nothing is selected" onClick={nothing} />
          <IconButton label="Off" icon={<TrashIcon size={16} />} isOff onClick={nothing} />
        </div>
      </Shelf>
      <Shelf title="Icons, on and off">
        <div className="gallery-row">
          <IconButton label="Plain" icon={<TrashIcon size={16} />} onClick={nothing} />
          <IconButton label="On" icon={<TrashIcon size={16} />} isOn onClick={nothing} />
          <IconButton label="Not on" icon={<TrashIcon size={16} />} isOn={false} onClick={nothing} />
        </div>
      </Shelf>
      <Shelf title="Choices, chips, boxes">
        <div className="gallery-row">
          <Choice
            label="Arrangement"
            options={[
              { value: 'run', text: 'By run' },
              { value: 'operator', text: 'By operator' },
            ]}
            value="run"
            onChoose={nothing}
          />
          <Chip text="type: model" onRemove={nothing} />
          <CheckBox label="Unchecked" isChecked={false} onToggle={nothing} />
          <CheckBox label="Checked" isChecked onToggle={nothing} />
          <CheckBox label="Some" isChecked={false} isMixed onToggle={nothing} />
          <CheckBox label="Refused" isChecked={false} refusal="It may be running" onToggle={nothing} />
        </div>
      </Shelf>
      <Shelf title="Tabs">
        <Tabs
          label="Lists"
          shown="stays"
          onShow={nothing}
          tabs={[
            { id: 'moves', text: 'Moves', count: '26', content: () => null },
            { id: 'stays', text: 'Stays', count: '0', content: () => <p className="dim pad">None.</p> },
            { id: 'more', text: 'Without a count', content: () => null },
          ]}
        />
      </Shelf>
      <Shelf title="Bytes: exclusive, shared, warned of">
        <div className="gallery-row">
          {[
            <BytesBar key="both" exclusive={60} shared={30} max={100} />,
            <BytesBar key="neutral" exclusive={40} max={100} tone="neutral" />,
            <BytesBar key="warn" exclusive={20} shared={50} max={100} tone="warn" />,
            <BytesBar key="empty" exclusive={0} max={0} />,
          ].map((bar) => (
            <div key={bar.key} style={{ width: 160 }}>
              {bar}
            </div>
          ))}
        </div>
      </Shelf>
    </>
  );
}

function Marks(): ReactElement {
  return (
    <>
      <Shelf title="States">
        <div className="gallery-row">
          {keysOf(MARKS).map((state) => (
            <StateMark key={state} state={state} />
          ))}
        </div>
      </Shelf>
      <Shelf title="Records: present is silent">
        <div className="gallery-row">
          <RecordStateMark state="present" />
          <RecordStateMark state="missing" />
          <RecordStateMark state="outside" />
        </div>
      </Shelf>
      <Shelf title="Pipelines: complete is silent">
        <div className="gallery-row">
          {keysOf(PIPELINE_STATES).map((state) => (
            <PipelineState key={state} state={state} />
          ))}
        </div>
      </Shelf>
      <Shelf title="Types">
        <div className="gallery-row">
          {TYPES.map((type) => (
            <span key={type}>
              <TypeMark type={type} /> {typeLabel(type)}
            </span>
          ))}
        </div>
      </Shelf>
      <Shelf title="Paths">
        <div style={{ width: 320 }}>
          <PathText path="binaries/wheat/model_Ridge_e7242d0e54c2.joblib" />
          <PathText path="binaries/a-dataset-with-a-long-name/transformer_StandardNormalVariate_with_more_e7242d0e54c2.joblib" />
        </div>
      </Shelf>
      <Shelf title="Work in the status bar">
        {WORK_KINDS.map((kind) => (
          <div key={kind} className="status">
            <CleaningWork
              work={{
                kind,
                progress: { phase: 'move', files: 87, total_files: 194, bytes: 212e6, total_bytes: 519e6 },
              }}
            />
          </div>
        ))}
      </Shelf>
    </>
  );
}

function Bars(): ReactElement {
  return (
    <>
      <Shelf title="Bars of every tone">
        {TONES.map((tone) => (
          <NoticeBar
            key={tone}
            tone={tone}
            text={
              <>
                <b>A bar of the tone {tone}.</b> What happened, and what one can do.
              </>
            }
            details={tone === 'danger' ? 'Error: folded away' : null}
            actions={<Button text="Do it" onClick={nothing} />}
            onDismiss={nothing}
          />
        ))}
      </Shelf>
      <Shelf title="Notes on results">
        {RESULT_NOTES.map((note) => (
          <NoticeBar key={note} tone="ok" text={noteText(note)} />
        ))}
      </Shelf>
      <Shelf title="Why files stayed">
        <ul>
          {SKIP_REASONS.map((reason) => (
            <li key={reason}>{skipText(reason, null, WORDS.namer)}</li>
          ))}
        </ul>
      </Shelf>
    </>
  );
}

function Problems(): ReactElement {
  return (
    <>
      {Object.values(FAILURES).map((failure) => (
        <Shelf key={failure.code} title={failure.code}>
          <ProblemNote problem={failureText(failure)} onChild={nothing} />
        </Shelf>
      ))}
    </>
  );
}

const sheet = (name: string, title: string, shows: Exhibit['shows'], draw: () => ReactElement): Exhibit => ({
  name,
  title,
  shows,
  shown: { kind: 'parts', workspace: 'orphans', draw },
});

/** Parts by themselves. */
export const PARTS: Room = {
  title: 'Parts',
  exhibits: [
    sheet('parts-controls', 'Controls', 'Primary', () => <Controls />),
    sheet('parts-marks', 'Marks', ['orphan', 'meta-model'], () => <Marks />),
    sheet('parts-bars', 'Bars and words of results', 'A bar of the tone danger', () => <Bars />),
    sheet('parts-problems', 'Every error of the contract', Object.keys(FAILURES), () => <Problems />),
  ],
};
