import type { HostClient } from '../../../shared/api/client.ts';
import type { HostInfo, ListedWorkspace } from '../../../shared/api/host.ts';
import type { LayoutWords } from '../../../shared/api/workspace/layout-words.ts';
import { refuse } from './answers.ts';

const HOUR_MS = 3_600_000;

/** As the layout of files says it. */
export const WORDS: LayoutWords = {
  marks: ['runs/', 'binaries/'],
  runs: 'runs/',
  sources: ['manifest'],
  stored: 'binaries/',
  namer: { one: 'manifest', many: 'manifests' },
  about: 'nirs4all 0.6 and before (runs/ with manifests, and binaries/)',
  spare: null,
  library_alone: null,
  closed: null,
};

/** A browser host, and the desktop app as far as a page can tell. */
export const BROWSER: HostInfo = {
  kind: 'browser',
  version: '0.0.0',
  platform: 'linux',
  canChoose: false,
  marks: WORDS.marks,
};

/** See {@link BROWSER}. */
export const DESKTOP: HostInfo = { ...BROWSER, kind: 'desktop', canChoose: true };

/** Workspaces of each kind that a list can hold. */
export function listedWorkspaces(): ListedWorkspace[] {
  const now = Date.now();
  const one = { parent: '/home/mara/spectra', isDemo: false, state: 'there' } as const;
  return [
    { ...one, id: 'corn', name: 'corn-2026', openedAt: now - HOUR_MS },
    {
      ...one,
      id: 'mill',
      name: 'mill',
      parent: '/mnt/share',
      openedAt: now - 50 * HOUR_MS,
      state: 'read-only',
    },
    {
      ...one,
      id: 'usb',
      name: 'field-campaign',
      parent: '/media/usb',
      openedAt: now - 900 * HOUR_MS,
      state: 'gone',
    },
    { ...one, id: 'demo', name: 'demo', isDemo: true, openedAt: null },
  ];
}

const NOT_HERE = refuse({
  code: 'NOT_HERE',
  data: { reason: 'This is a gallery: nothing is opened from it.' },
});

/** A host that knows some workspaces, and opens none. */
export const galleryHost: HostClient = {
  info: () => Promise.resolve(BROWSER),
  start: () => Promise.resolve({ workspace: null, problem: null }),
  demo: () => Promise.resolve({ id: 'demo' }),
  workspaces: {
    remakeDemo: NOT_HERE,
    list: () => Promise.resolve(listedWorkspaces()),
    open: ({ id }) => refuse({ code: 'UNKNOWN', data: { id } })(),
    choose: NOT_HERE,
    openDropped: NOT_HERE,
    openChild: NOT_HERE,
    forget: NOT_HERE,
    reveal: NOT_HERE,
    edit: NOT_HERE,
  },
  exports: { place: NOT_HERE, stage: NOT_HERE, drag: NOT_HERE, forget: NOT_HERE },
  imports: { open: NOT_HERE, choose: NOT_HERE, openWorkspace: NOT_HERE, close: NOT_HERE },
  drops: { begin: NOT_HERE, list: NOT_HERE, keep: NOT_HERE, forget: NOT_HERE },
  newWindow: NOT_HERE,
};
