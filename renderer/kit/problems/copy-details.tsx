import { useState, type ReactElement } from 'react';
import { Button } from '../button.tsx';

/** Copies a text for a bug report, and says that it did or could not. */
export function CopyDetails({ details }: { readonly details: string }): ReactElement {
  const [said, setSaid] = useState('');
  const copy = (): void => {
    navigator.clipboard.writeText(details).then(
      () => setSaid('Copied.'),
      () => setSaid('The browser does not let Stemma copy; select the text below instead.'),
    );
  };
  return (
    <>
      <Button text="Copy details" onClick={copy} />
      <span role="status" className="dim">
        {said}
      </span>
    </>
  );
}
