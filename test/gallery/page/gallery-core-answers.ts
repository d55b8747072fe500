import type { CoreClient } from '../../../shared/api/client.ts';
import { endWith, pending, refuse, withAnswers } from './answers.ts';
import type { Exhibit, Otherwise, ShownWindow } from './exhibit.ts';
import { realCore } from './gallery-connections.ts';
import { withStatus } from './in-window.ts';

/** The frame of the window, which is there whatever becomes of questions. */
const FRAME: ReadonlySet<string> = new Set(['workspace.info', 'workspace.watch', 'workspace.scan']);

function answerOf(otherwise: Otherwise): (path: readonly string[]) => (() => Promise<never>) | null {
  if (otherwise === 'real') return () => null;
  const answer = otherwise === 'pending' ? pending() : refuse(otherwise);
  return (path) => (FRAME.has(path.join('.')) ? null : answer);
}

/** What holds for all exhibits: nothing changes in the gallery, so nothing is scanned, and its workspaces seem to lie at home. */
const ordinary: CoreClient = withAnswers(realCore, {
  workspace: {
    info: async (...asked) => ({
      ...(await realCore.workspace.info(...asked)),
      parent: '/home/mara/lab',
      root: '/home/mara/lab/workspace',
      // The core says that pages may only look.
      readOnly: null,
    }),
    // Other pages of the gallery may ask for plans in the same workspace.
    ...withStatus({ scan: null, ways: null, work: null })(realCore).workspace,
    scan: () => Promise.resolve(endWith({ changed: false, files: 0, manifests: 0, read: 0 })),
  },
});

/** What an exhibit's window asks. */
export function coreOf(shown: Exhibit['shown']): CoreClient {
  if (shown.kind === 'parts') return ordinary;
  const { core, otherwise = 'real' }: ShownWindow = shown;
  return withAnswers(ordinary, core?.(ordinary) ?? {}, answerOf(otherwise));
}
