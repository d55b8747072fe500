import '../../../renderer/styles/styles.ts';
import './gallery.css';
import { StrictMode, useSyncExternalStore, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Choice } from '../../../renderer/kit/choice.tsx';
import { chooseTheme, setUpTheme } from '../../../renderer/state/theme/theme-store.ts';
import { ROOMS } from './exhibits.ts';

const THEMES = [
  { value: 'light', text: 'Light' },
  { value: 'dark', text: 'Dark' },
] as const;

type Theme = (typeof THEMES)[number]['value'];

interface Shown {
  readonly name: string;
  readonly theme: Theme;
}

/** Reads `#/plan?theme=dark`; the first exhibit where nothing is named. */
function readHash(hash: string): Shown {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return {
    name: path === '' ? (ROOMS[0]?.exhibits[0]?.name ?? '') : path,
    theme: new URLSearchParams(query).get('theme') === 'dark' ? 'dark' : 'light',
  };
}

const writeHash = ({ name, theme }: Shown): string => `#/${name}${theme === 'dark' ? '?theme=dark' : ''}`;

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** All exhibits by their rooms, and the one that the address names. */
function Index(): ReactElement {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  const shown = readHash(hash);
  const alone = `./exhibit.html?exhibit=${shown.name}&theme=${shown.theme}`;
  return (
    <div className="gallery-index">
      <nav aria-label="Exhibits">
        <Choice
          label="Theme"
          options={THEMES}
          value={shown.theme}
          onChoose={(theme) => {
            window.location.hash = writeHash({ ...shown, theme });
          }}
        />
        {ROOMS.map(({ title, exhibits }) => (
          <section key={title}>
            <h2>{title}</h2>
            <ul>
              {exhibits.map((one) => (
                <li key={one.name}>
                  <a
                    href={writeHash({ ...shown, name: one.name })}
                    {...(one.name === shown.name ? { 'aria-current': 'page' as const } : {})}
                  >
                    {one.title}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <main>
        <p>
          <a href={alone} target="_blank" rel="noreferrer">
            {shown.name}
          </a>
        </p>
        <iframe key={alone} src={alone} title={shown.name} />
      </main>
    </div>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root');
setUpTheme();
chooseTheme('system');
createRoot(root).render(
  <StrictMode>
    <Index />
  </StrictMode>,
);
