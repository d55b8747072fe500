import { Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useState, type ReactElement } from 'react';
import { failureOf, isLostCall } from '../../../shared/api/failure.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Button } from '../../kit/button.tsx';
import { problemLine } from '../../kit/problems/failure-text.ts';
import { TypedName } from '../../flows/deletion/typed-name.tsx';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';

/** Asks for the id of the pipeline before its manifest counts as empty. */
export function CountEmptyDialog({
  manifest,
  onClose,
}: {
  /** Null while nothing is asked. */
  readonly manifest: string | null;
  readonly onClose: () => void;
}): ReactElement {
  return (
    <Dialog
      isOpen={manifest !== null}
      onClose={onClose}
      title="Count this manifest as empty?"
      className="work-dialog"
      transitionDuration={0}
    >
      {manifest !== null && <Question path={manifest} onClose={onClose} />}
    </Dialog>
  );
}

function Question({ path, onClose }: { readonly path: string; readonly onClose: () => void }): ReactElement {
  const { coreClient } = useConnections();
  const { info, rescan } = useWorkspace();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const name = path.split('/').at(-2) ?? path;
  const decide = (): void => {
    coreClient.clean.countEmpty({ workspace: info.id, manifest: path, typed }).then(
      () => {
        onClose();
        rescan();
      },
      (error: unknown) => {
        const failure = failureOf(error);
        if (failure === null && !isLostCall(error)) throw error;
        setProblem(failure === null ? 'Stemma’s reader stopped. Try again.' : problemLine(failure));
      },
    );
  };
  return (
    <>
      <DialogBody>
        <div className="pad">
          <p className="mono wrap">{escapeForTerminal(path)}</p>
          <p>
            Files that only this manifest names can then be moved as orphans. If it is mended later, they are
            missing until you undo. This holds until the manifest changes.
          </p>
          <TypedName name={name} purpose="go on" typed={typed} autoFocus onType={setTyped} />
          {problem !== null && <p role="alert">{escapeForTerminal(problem)}</p>}
        </div>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={onClose} />
            <Button
              text="Count it as empty"
              refusal={typed === name ? null : `First type ${name}`}
              onClick={decide}
            />
          </>
        }
      />
    </>
  );
}
