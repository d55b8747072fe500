import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expectedFacts } from '../support/fixtures.ts';

/** Cuts a manifest of the fixture `orphans` off; answers its path, and the bytes that it has when it is whole. */
export function breakManifest(folder: string): { readonly path: string; readonly whole: Buffer } {
  const [manifest] = expectedFacts('orphans').manifests;
  if (manifest === undefined) throw new Error('The fixture has no manifest');
  const path = join(folder, manifest.path);
  const whole = readFileSync(path);
  truncateSync(path, 100);
  return { path: manifest.path, whole };
}
