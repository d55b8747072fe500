import './styles/styles.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { setUpTheme } from './state/theme/theme-store.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root');
setUpTheme();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
