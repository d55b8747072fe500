import { usePlace } from '../route/use-place.ts';
import { useWorkspace } from './use-workspace.ts';

/** What questions about the shown scope begin with. */
export interface Scope {
  readonly workspace: string;
  readonly dataset?: string;
}

/** See {@link Scope}. */
export function scopeOf(workspace: string, dataset: string | null): Scope {
  return dataset === null ? { workspace } : { workspace, dataset };
}

/** The workspace, and the dataset where one is chosen; with whether it can be asked at all. */
export function useScope(): { readonly scope: Scope; readonly isReady: boolean; readonly text: string } {
  const { isReady } = useWorkspace();
  const { workspace, place } = usePlace();
  const scope = scopeOf(workspace, place.dataset);
  return { scope, isReady, text: place.text.trim() };
}
