import { fileURLToPath } from 'node:url';

/** The package's folder lies two above this file's, and above that of the bundle that is made of it. */
const ABOVE = '../../';

/** The folder of Stemma's package: the checkout, with what was built in `out/`. */
export function packageRoot(): string {
  const here = import.meta.url;
  return fileURLToPath(new URL(ABOVE, here));
}
