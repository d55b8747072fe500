import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useState, type ReactElement } from 'react';
import type { Unfinished } from '../../../shared/api/deletion/trash-parts.ts';
import { workText } from '../../../shared/text/clean-words.ts';
import { Button } from '../../kit/button.tsx';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { TypedNameWithoutManifests } from './typed-name-without-manifests.tsx';
import { useCleaning } from './use-cleaning.ts';
import { useNameToType } from './use-name-to-type.ts';
import { useOthersFollowed, useUnfinished } from './use-unfinished.ts';

/** Asks first of all about work that was cut off: nothing else is changed before it is finished or undone. */
export function UnfinishedDialog(): ReactElement {
  const { info, revision } = useWorkspace();
  const { work: own, ended } = useCleaning();
  const [later, setLater] = useState<string | null>(null);
  const known = useUnfinished();
  useOthersFollowed(known);
  const { unfinished, others } = known;
  const work = unfinished?.work[0];
  const isOurs = own !== null || (unfinished?.running ?? null) !== null;
  // What stands in the way is read, and decided elsewhere in the window, before the question comes again.
  const isRefused = ended?.kind === 'refused' && ended.work === 'resume';
  const isOpen =
    work !== undefined &&
    !isRefused &&
    !isOurs &&
    others === null &&
    info.readOnly === null &&
    later !== `${work.trash_id} ${revision}`;
  return (
    <Dialog
      isOpen={isOpen}
      title="A clean-up was interrupted"
      className="work-dialog"
      transitionDuration={0}
      canOutsideClickClose={false}
      onClose={() => setLater(work === undefined ? null : `${work.trash_id} ${revision}`)}
    >
      {work !== undefined && <Question work={work} />}
    </Dialog>
  );
}

/** The question has the focus first: both answers move files, and Enter is to choose neither. */
function focusText(text: HTMLElement | null): void {
  text?.focus();
}

function Question({ work }: { readonly work: Unfinished['work'][number] }): ReactElement {
  const { restore, resume } = useCleaning();
  const [typed, setTyped] = useState('');
  const name = useNameToType(work.work === 'emptying');
  return (
    <>
      <DialogBody>
        <div className="pad" role="alert" ref={focusText} tabIndex={-1}>
          <p>
            <b>A clean-up was interrupted. Finish it or undo it.</b>
          </p>
          <p>
            Stemma was cut off while {workText(work.work)} (<span className="mono">{work.trash_id}</span>).
            Nothing is lost: each file lies in its place or in the trash.
          </p>
          {name !== null && (
            <TypedNameWithoutManifests name={name} purpose="finish it" typed={typed} onType={setTyped} />
          )}
        </div>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Undo it" onClick={() => restore(work.trash_id)} />
            <Button
              text="Finish it"
              refusal={name === null || typed === name ? null : `First type ${name}`}
              onClick={() => resume(work.trash_id, name === null ? undefined : typed)}
            />
          </>
        }
      />
    </>
  );
}
