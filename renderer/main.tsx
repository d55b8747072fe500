import '@blueprintjs/core/lib/css/blueprint.css';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/blueprint.css';
import './styles/parts.css';
import './styles/grid.css';
import './styles/shell.css';
import './styles/overview.css';
import './styles/chains.css';
import './styles/inspector.css';
import './styles/palette.css';
import './styles/clean-up.css';
import './styles/start.css';
import './styles/forced-colors.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { setUpTheme } from './theme/theme-store.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root');
setUpTheme();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
