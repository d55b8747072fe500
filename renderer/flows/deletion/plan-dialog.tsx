import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { RefreshIcon, TrashIcon } from '@blueprintjs/icons';
import { useEffect, useState, type ReactElement } from 'react';
import type { PlanHead } from '../../../shared/api/deletion/clean-plan.ts';
import { noteText, remarkText } from '../../../shared/text/clean-words.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { useCoreState } from '../../state/connection/use-connections.ts';
import { Button } from '../../kit/button.tsx';
import { useNow } from '../../kit/use-now.ts';
import { TypedName } from './typed-name.tsx';
import { plural } from '../../text/plural.ts';
import { readOnlyRefusal } from '../../text/read-only-refusal.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { PLAN_AGE_MS } from './cleaning.ts';
import { ConsentBox } from './consent-box.tsx';
import { PlanLists } from './plan-lists.tsx';
import { nearText, partsText, planFinePrint, planTitle, runningText } from './plan-text.ts';
import { RefusedPlan } from './refused-plan.tsx';
import { usePlanList } from './use-plan-list.ts';
import { useCleaning } from './use-cleaning.ts';

const TICK_MS = 5000;

/** What is asked before anything moves: the plan with every file of it, or why there is none. */
export function PlanDialog(): ReactElement {
  const { review, closeReview } = useCleaning();
  const isPlan = review?.kind === 'planned';
  return (
    <Dialog
      isOpen={review !== null}
      onClose={closeReview}
      title={isPlan ? planTitle(review.plan) : 'Review the plan'}
      className={isPlan ? 'plan-dialog' : 'plan-dialog small'}
      transitionDuration={0}
      canOutsideClickClose={false}
    >
      {review?.kind === 'looking' && (
        <>
          <DialogBody>
            <p className="pad" role="status">
              Looking at the workspace as it is now…
            </p>
          </DialogBody>
          <DialogFooter actions={<Button text="Cancel" autoFocus onClick={closeReview} />} />
        </>
      )}
      {review?.kind === 'refused' && <RefusedPlan review={review} />}
      {isPlan && <Planned plan={review.plan} />}
    </Dialog>
  );
}

function Planned({ plan }: { readonly plan: PlanHead }): ReactElement {
  const { info, revision } = useWorkspace();
  const { review, ask, apply, closeReview } = useCleaning();
  const [breaks, setBreaks] = useState(false);
  const [running, setRunning] = useState(false);
  const [typed, setTyped] = useState('');
  const { generation } = useCoreState();
  const [generationThen] = useState(generation);
  const now = useNow(TICK_MS);
  // The status may arrive after the plan; only a later one says that something changed. Another core counts anew, and has no plan.
  const isChanged = revision > plan.revision || generation !== generationThen;
  const isOld = isChanged || now - plan.made_at > PLAN_AGE_MS;
  const { save, saving } = usePlanList(plan);
  const dataset = plan.needs.dataset;
  const parts = partsText(plan);
  const what = dataset === null ? plural(plan.moves.files, 'file') : escapeForTerminal(dataset);
  const refusal =
    readOnlyRefusal(info.readOnly) ??
    (plan.moves.files === 0
      ? 'Nothing would move'
      : plan.needs.breaks && !breaks
        ? 'First say that what it breaks may break'
        : plan.needs.running && !running
          ? 'First say that what may be running may go'
          : dataset !== null && typed !== dataset
            ? `First type ${dataset}`
            : null);
  return (
    <>
      <DialogBody useOverflowScrollContainer={false} className="plan-body">
        <dl className="plan-facts">
          <div>
            <dt>Moves</dt>
            <dd>
              {plural(plan.moves.files, 'file')}, {formatBytes(plan.moves.bytes)}
              {parts !== '' && <small>{parts}</small>}
            </dd>
          </div>
          <div>
            <dt>Emptying frees</dt>
            <dd>{formatBytes(plan.frees_bytes)}</dd>
          </div>
          <div>
            <dt>Breaks</dt>
            <dd>{plan.breaks.artifacts === 0 ? 'nothing' : plural(plan.breaks.artifacts, 'artifact')}</dd>
          </div>
          <div>
            <dt>To</dt>
            <dd className="mono">.stemma/trash/</dd>
          </div>
        </dl>
        <PlanLists plan={plan} />
        {plan.remarks.map((remark) => (
          <p key={remark.kind} className="plan-note">
            {escapeForTerminal(remarkText(remark))}
          </p>
        ))}
        {plan.notes.map((note) => (
          <p key={note} className="plan-note">
            {noteText(note)}
          </p>
        ))}
        <p className="plan-fine">{planFinePrint(plan, info.words.namer)}</p>
        {plan.near.length > 0 && <p className="plan-near">{nearText(plan.near)}</p>}
        {plan.needs.breaks && (
          <ConsentBox isGiven={breaks} onChange={setBreaks}>
            Break {plural(plan.breaks.artifacts, 'artifact')}
          </ConsentBox>
        )}
        {plan.needs.running && (
          <ConsentBox isGiven={running} onChange={setRunning}>
            {runningText(plan.running)}
          </ConsentBox>
        )}
        {dataset !== null && <TypedName name={dataset} purpose="go on" typed={typed} onType={setTyped} />}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={closeReview} />
            {isOld ? (
              <Button
                primary
                text="Look again"
                icon={<RefreshIcon size={14} />}
                onClick={() => {
                  if (review !== null) ask(review.selection, review.options);
                }}
              />
            ) : (
              <Button
                primary
                text={`Move ${what} to the trash`}
                icon={<TrashIcon size={14} />}
                refusal={refusal}
                onClick={() => apply({ breaks, running, dataset: dataset === null ? null : typed })}
              />
            )}
          </>
        }
      >
        <Button quiet text={saving ? 'Saving…' : 'Save list…'} onClick={save} />
        {isOld && (
          <span className="dim">
            {isChanged ? 'The workspace changed since.' : 'This plan is some minutes old.'}
          </span>
        )}
      </DialogFooter>
      <FocusList />
    </>
  );
}

/** The list has the focus first, or its tab where it is empty, so that Enter confirms nothing. */
function FocusList(): null {
  useEffect(() => {
    const dialog = document.querySelector('.plan-dialog');
    const list = dialog?.querySelector<HTMLElement>('[role=grid]');
    const tab = dialog?.querySelector<HTMLElement>('[role=tab][aria-selected=true]');
    (list ?? tab)?.focus();
  }, []);
  return null;
}
