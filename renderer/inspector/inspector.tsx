import { CrossIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { IconButton } from '../parts/button.tsx';
import type { Selection } from '../route/selection.ts';
import { useGo } from '../route/use-place.ts';

/** All about what is selected. */
export function Inspector({ selection }: { readonly selection: Selection }): ReactElement {
  const go = useGo();
  return (
    <>
      <b className="trunc">{selection.kind}</b>
      <IconButton
        label="Close the inspector"
        icon={<CrossIcon />}
        onClick={() => go({ selection: null, tab: null })}
      />
    </>
  );
}
