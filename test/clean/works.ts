import type { CleanError } from '../../electron/registry/change/clean-error.ts';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import type { Result } from '../../shared/domain/result.ts';
import { v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { afterRestart } from './machine.ts';
import { apply, clean, empty, planned, restore, sure, trashId } from './support.ts';

/** What a work leaves where nothing comes between. */
export type Outcome = 'in the trash' | 'in place' | 'gone';

/** A piece of work that a test disturbs. */
export interface Work {
  readonly name: string;
  readonly leaves: Outcome;
  /** Whether the file system has no hard links. */
  readonly isWithoutLinks?: true;
  /** Brings the workspace to where the work begins; what it returns names what the work is about. */
  readonly prepare: (root: string, pipeline: string) => string;
  /** All of the work that changes nothing; the work itself is what this returns. */
  readonly ready: (here: Cleaning, subject: string) => () => Result<unknown, CleanError>;
}

function moved(root: string, manifest: string): string {
  return trashId(clean(afterRestart(root), { kind: 'pipeline', manifest }));
}

function applying(here: Cleaning, manifest: string): () => Result<unknown, CleanError> {
  const plan = sure(planned(here, { kind: 'pipeline', manifest }));
  return () => apply(here, plan);
}

/** The works that change a workspace. */
export const WORKS: readonly Work[] = [
  {
    name: 'applying',
    leaves: 'in the trash',
    prepare: (_root, pipeline) => pipeline,
    ready: applying,
  },
  {
    name: 'applying without hard links',
    leaves: 'in the trash',
    isWithoutLinks: true,
    prepare: (_root, pipeline) => pipeline,
    ready: applying,
  },
  {
    name: 'putting back',
    leaves: 'in place',
    prepare: moved,
    ready: (here, id) => () => restore(here, id),
  },
  {
    name: 'emptying',
    leaves: 'gone',
    prepare: moved,
    ready: (here) => () => empty(here),
  },
];

/** Puts a pipeline beside another that took its folder meanwhile. */
export const PUTTING_BESIDE: Work = {
  name: 'putting back beside',
  leaves: 'in place',
  prepare: (root, pipeline) => {
    const id = moved(root, pipeline);
    new WorkspaceBuilder(root).manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [], { uid: 'three' }));
    return id;
  },
  ready: (here, id) => () => restore(here, id),
};
