import type { Start } from '../../../../shared/api/host.ts';
import { NotLoadedError } from '../../../../renderer/kit/lazily.tsx';
import type { Room } from '../exhibit.ts';
import { pending, refuse } from '../answers.ts';
import { DESKTOP, listedWorkspaces, WORDS } from '../gallery-host.ts';
import { atHash, inWorkspace } from '../in-window.ts';

const desktop = () => Promise.resolve(DESKTOP);
const FOLDER = '/home/mara/spectra/2026';

/** Workspaces below a folder, as many as one is told of at most. */
const BELOW = Array.from(
  { length: 20 },
  (_, at) => `${2024 + Math.floor(at / 8)}/trial-${(at % 9) + 1}/lab-${'abc'.charAt(at % 3)}`,
);

/** What a host says that was asked for a folder with workspaces in it. */
const noWorkspace = (children: string[]) => (): Promise<Start> =>
  Promise.resolve({
    workspace: null,
    problem: { code: 'NOT_A_WORKSPACE', path: FOLDER, message: '', children, marks: WORDS.marks },
  });

/** Before a workspace is shown, and in place of one that can't be. */
export const START: Room = {
  title: 'Start and errors',
  exhibits: [
    atHash('#/start', [
      'start',
      'Start page in a browser',
      ['Open a workspace', 'corn-2026', 'not there now'],
    ]),
    atHash('#/start', ['start-desktop', 'Start page of the desktop app', ['Open workspace…', 'Recent']], {
      host: { info: desktop },
    }),
    atHash('#/start', ['start-empty', 'Start page, nothing to go to', 'None. Start stemma serve'], {
      host: { workspaces: { list: () => Promise.resolve([]) } },
    }),
    atHash('#/start', ['start-desktop-empty', 'Start page of the desktop app, the first time', 'None yet.'], {
      host: { info: desktop, workspaces: { list: () => Promise.resolve([]) } },
    }),
    atHash('#/start', ['start-loading', 'Start page before the host answers', 'Stemma'], {
      host: { info: pending(), workspaces: { list: pending() } },
    }),
    atHash('#/', ['start-no-folder', 'Asked for a folder that is gone', 'This folder is not there.'], {
      host: {
        info: desktop,
        start: () =>
          Promise.resolve({
            workspace: null,
            problem: { code: 'NO_SUCH_FOLDER', path: FOLDER, message: '', children: [], marks: WORDS.marks },
          }),
      },
    }),
    atHash(
      '#/',
      ['start-no-workspace', 'Asked for a folder with workspaces in it', 'No runs/ or binaries/'],
      {
        host: {
          info: desktop,
          start: noWorkspace(['corn', 'wheat']),
        },
      },
    ),
    atHash('#/start', ['start-refused', 'A workspace that can’t be opened', 'This folder is not there.'], {
      host: {
        workspaces: {
          open: refuse({ code: 'NO_SUCH_FOLDER', data: { path: '/media/usb/field-campaign' } }),
        },
      },
      steps: (hands) => hands.press('button', /^field-campaign/),
    }),
    atHash('#/', ['beginning', 'Before the host says what to show', []], {
      isBlank: true,
      host: { start: pending() },
    }),
    atHash('#/w/nobody-knows-it/overview', [
      'unknown-workspace',
      'A workspace that nobody knows',
      ['This workspace can’t be shown', 'Open another'],
    ]),
    atHash(
      '#/',
      ['start-workspaces-below', 'Asked for a folder with workspaces further down', '2026/trial-9/lab-c'],
      {
        host: {
          info: desktop,
          start: noWorkspace(BELOW),
        },
      },
    ),
    atHash('#/', ['not-known', 'A page without the token', 'Stemma does not know this page'], {
      trouble: 'not known',
    }),
    atHash(
      '#/w/nobody-knows-it/overview',
      ['moved-workspace', 'A workspace whose folder holds others by now', ['can’t be shown', '2025-corn']],
      {
        host: {
          workspaces: {
            open: refuse({
              code: 'NOT_A_WORKSPACE',
              data: { path: FOLDER, children: ['2025-corn'], marks: WORDS.marks },
            }),
            list: () => Promise.resolve(listedWorkspaces()),
          },
        },
      },
    ),
    inWorkspace('orphans', 'overview', ['opening', 'A workspace before the core answers', 'Workspaces'], {
      isBlank: true,
      core: () => ({ workspace: { watch: pending() } }),
    }),
    inWorkspace('unlistable', 'overview', [
      'unlistable',
      'A workspace whose folders can’t be read',
      ['This workspace can’t be read', 'Workspace not readable'],
    ]),
    inWorkspace(
      'orphans',
      'overview',
      ['not-loaded', 'A part that can’t be fetched', 'was stopped or updated'],
      {
        isBug: true,
        core: () => ({ workspace: { overview: () => Promise.reject(new NotLoadedError('Not fetched')) } }),
      },
    ),
    inWorkspace('orphans', 'overview', ['bug', 'A bug', 'Something in Stemma went wrong'], {
      isBug: true,
      core: () => ({
        workspace: { overview: () => Promise.reject(new Error('This is a bug, for the gallery')) },
      }),
    }),
  ],
};
