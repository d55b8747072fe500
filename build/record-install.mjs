import { recordInstall } from './install-record.mjs';
import { root } from './paths.mjs';

// npm runs this after `npm ci`, so that `npm test` knows of an install that it did not start itself.
recordInstall(root);
