import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `package.json` lies two folders above this file, and above the bundle that is made of it. */
const PACKAGE = '../../package.json';

/** The version of this Stemma. */
export function version(): string {
  const here = import.meta.url;
  const description = JSON.parse(readFileSync(fileURLToPath(new URL(PACKAGE, here)), 'utf8')) as {
    version: string;
  };
  return description.version;
}
