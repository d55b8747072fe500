import type { ReactElement } from 'react';
import type { LayoutName } from '../../shared/domain/layout-name.ts';

/** Of which layout something is, for people. */
export function layoutText(layout: LayoutName): string {
  return layout === 'store' ? 'store' : 'files';
}

/** The same beside a name. */
export function LayoutMark({ layout }: { readonly layout: LayoutName }): ReactElement {
  return (
    <span className="qualifier" title={layout === 'store' ? 'A row of the store' : 'Kept in files'}>
      {layoutText(layout)}
    </span>
  );
}
