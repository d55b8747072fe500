// Every style sheet of the window, in the order in which later ones win.
import '@blueprintjs/core/lib/css/blueprint.css';
import './fonts.css';
import './tokens.css';
import './base.css';
import './blueprint.css';
import '../kit/kit.css';
import '../kit/grid/grid.css';
import '../app/shell/shell.css';
import '../views/overview/overview.css';
import '../views/chains/chains.css';
import '../views/graph/graph.css';
import '../inspector/inspector.css';
import '../palette/palette.css';
import '../views/clean-up/clean-up.css';
import '../app/start/start.css';
import './forced-colors.css';
