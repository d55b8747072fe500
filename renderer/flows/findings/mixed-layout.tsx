import type { ReactElement } from 'react';
import type { LayoutName } from '../../../shared/domain/layout-name.ts';
import { LayoutMark } from '../../kit/layout-mark.tsx';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';

/** Whose something is, where both layouts lie in one workspace. */
export function MixedLayout({ layout }: { readonly layout: LayoutName }): ReactElement | null {
  const { info } = useWorkspace();
  return info.layout === 'both' ? <LayoutMark layout={layout} /> : null;
}
