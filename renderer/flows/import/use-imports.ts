import { createContext, useContext } from 'react';
import type { WorkProgress } from '../../../shared/api/deletion/clean-work.ts';
import type { Failure } from '../../../shared/api/failure.ts';
import type { SendProgress } from '../../state/drops/send-files.ts';
import type { ImportHead, ImportProgress, ImportResult } from '../../../shared/api/import/import-plan.ts';
import type { ImportSource, OpenedSource } from '../../../shared/api/import/import-source.ts';

/** The import of the workspace as the core knows it, whichever window began it. */
export interface CurrentImport {
  readonly source: string;
  readonly planning: boolean;
  readonly head: ImportHead | null;
  readonly result: ImportResult | null;
}

/** What goes on for an import, asked for by this window. */
export type ImportWork =
  /** Stored files of a drop are being sent to Stemma. */
  | { readonly kind: 'send'; readonly progress: SendProgress | null; readonly isStopping: boolean }
  | { readonly kind: 'import'; readonly progress: WorkProgress | null; readonly isStopping: boolean };

/** Why something did not go on. */
export type ImportProblem =
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** A sentence for people. */
  | { readonly kind: 'said'; readonly text: string };

/** Bringing pipelines in, from wherever in the window it is asked for. */
export interface Imports {
  /** Undefined before it is known. */
  readonly current: CurrentImport | null | undefined;
  /** What this window named, with the workspaces in it that could be opened instead; null where another one did. */
  readonly opened: OpenedSource | null;
  /** How far looking is; null where nothing is looked at. */
  readonly planning: ImportProgress | null;
  readonly work: ImportWork | null;
  readonly problem: ImportProblem | null;
  /** What is going on, so that nothing else can be dropped now, as a sentence begins: `Importing`; null for nothing. */
  readonly busy: string | null;
  /** Goes to the view, and says what would be imported. */
  readonly begin: (source: ImportSource) => void;
  /** Asks for files or a folder with the system's dialog, where there is one. */
  readonly choose: (what: 'files' | 'folder') => void;
  /** Looks at the same again. */
  readonly again: () => void;
  /** Takes items, or leaves them out; all that can be where `items` is null. */
  readonly take: (items: readonly number[] | null, taken: boolean) => void;
  /** Copies bundles, or leaves them; all that are new where `items` is null. */
  readonly takeBundles: (items: readonly number[] | null, taken: boolean) => void;
  /** Says of which dataset exported artifacts are that don't say it, null for nothing, and looks again. */
  readonly nameDataset: (dataset: string | null) => void;
  /** Brings in what is chosen. */
  readonly apply: () => void;
  /** Stops what goes on; what was brought in by then can be undone. */
  readonly stop: () => void;
  /** Opens a workspace that was named instead of importing it. */
  readonly openWorkspace: (name: string) => void;
  /** Forgets the plan. */
  readonly close: () => void;
  readonly dismiss: () => void;
}

/** Holds the {@link Imports} of the window. */
export const ImportsContext = createContext<Imports | null>(null);

/** Bringing pipelines in, as the window does it. */
export function useImports(): Imports {
  const imports = useContext(ImportsContext);
  if (imports === null) throw new Error('There is no ImportsContext around this component');
  return imports;
}
