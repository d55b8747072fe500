import { buildChanged } from './build-changed.mjs';
import { requireNodeBinary } from './install.mjs';
import { root } from './paths.mjs';

// `npm run build`: bundles into out/, unless nothing changed since.
const { code, built } = await buildChanged(requireNodeBinary(root));
if (!built) console.log('Nothing changed since the last build.');
process.exitCode = code;
