import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { layerRules } from './layers.mjs';
import { root } from './paths.mjs';

/** The file that `.oxlintrc.json` extends, as it is to be. */
export const layersFile = '.oxlintrc-layers.json';

/** @returns {Promise<string>} */
export async function layersText() {
  return await format(JSON.stringify(layerRules()), { parser: 'json', singleQuote: true, printWidth: 110 });
}

if (process.argv[1] === import.meta.filename) writeFileSync(join(root, layersFile), await layersText());
