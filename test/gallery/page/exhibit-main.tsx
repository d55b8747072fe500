import '../../../renderer/styles/styles.ts';
import './gallery.css';
import { StrictMode, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { App } from '../../../renderer/app/app.tsx';
import { chooseTheme, setUpTheme } from '../../../renderer/state/theme/theme-store.ts';
import { withAnswers } from './answers.ts';
import type { Exhibit } from './exhibit.ts';
import { ROOMS } from './exhibits.ts';
import { coreOf } from './gallery-core-answers.ts';
import { galleryConnections } from './gallery-connections.ts';
import { galleryHost } from './gallery-host.ts';
import { Hands } from './hands.ts';
import { PartsSheet } from './parts-sheet.tsx';
import { GALLERY_PATHS, type WorkspaceIds } from './workspace-names.ts';

/** What walks through the gallery from outside calls. */
export interface Gallery {
  readonly exhibits: readonly Required<Pick<Exhibit, 'name' | 'isBug' | 'isBlank' | 'isWide'>>[];
  /** Shows one in place of the last; resolves once it is ready, and rejects where it does not come to be. */
  readonly show: (name: string, theme: 'light' | 'dark') => Promise<void>;
}

declare global {
  interface Window {
    readonly gallery?: Gallery;
  }
}

const exhibits: readonly Exhibit[] = ROOMS.flatMap((room) => room.exhibits);

const ids = (await (await fetch(GALLERY_PATHS.workspaces)).json()) as WorkspaceIds;

let last: { readonly root: Root; readonly leave: AbortController } | null = null;

function hashOf({ shown }: Exhibit): string {
  if (shown.kind === 'parts') return `#/w/${ids[shown.workspace]}/overview`;
  if ('hash' in shown.at) return shown.at.hash;
  return `#/w/${ids[shown.at.workspace]}/${shown.at.place}`;
}

function drawn({ title, shown }: Exhibit): ReactElement {
  const connect = (): ReturnType<typeof galleryConnections> =>
    shown.kind === 'parts'
      ? galleryConnections(coreOf(shown), galleryHost, null)
      : galleryConnections(coreOf(shown), withAnswers(galleryHost, shown.host ?? {}), shown.trouble ?? null);
  return shown.kind === 'parts' ? (
    <PartsSheet title={title} connect={connect} draw={shown.draw} workspace={ids[shown.workspace]} />
  ) : (
    <App connect={connect} />
  );
}

const nextFrame = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });

async function show(name: string, theme: 'light' | 'dark'): Promise<void> {
  const exhibit = exhibits.find((one) => one.name === name);
  if (exhibit === undefined) throw new Error(`There is no exhibit ${name}`);
  last?.leave.abort();
  last?.root.unmount();
  // As a page that is opened for the first time.
  window.localStorage.clear();
  chooseTheme(theme);
  window.history.replaceState(null, '', `?exhibit=${name}&theme=${theme}${hashOf(exhibit)}`);
  const container = document.getElementById('root');
  if (container === null) throw new Error('The page has no root');
  const leave = new AbortController();
  const root = createRoot(container);
  last = { root, leave };
  root.render(<StrictMode>{drawn(exhibit)}</StrictMode>);
  const hands = new Hands(leave.signal);
  await exhibit.steps?.(hands);
  for (const text of [exhibit.shows].flat()) await hands.see(text);
  // What follows from that at once is drawn too.
  await nextFrame();
  await nextFrame();
}

setUpTheme();
Object.assign(window, {
  gallery: {
    exhibits: exhibits.map(({ name, isBug = false, isBlank = false, isWide = false }) => ({
      name,
      isBug,
      isBlank,
      isWide,
    })),
    show,
  } satisfies Gallery,
});

const asked = new URLSearchParams(window.location.search);
const name = asked.get('exhibit');
if (name !== null) await show(name, asked.get('theme') === 'dark' ? 'dark' : 'light');
