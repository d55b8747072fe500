// Every style sheet of the window, in the order in which later ones win.
import '@blueprintjs/core/lib/css/blueprint.css';
import './fonts.css';
import './tokens.css';
import './base.css';
import './blueprint.css';
import './parts.css';
import './grid.css';
import './shell.css';
import './overview.css';
import './chains.css';
import './inspector.css';
import './palette.css';
import './clean-up.css';
import './start.css';
import './forced-colors.css';
