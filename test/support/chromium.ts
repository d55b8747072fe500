import { findChromium as find } from '../../build/find-chromium.mjs';

/**
 * The Chromium that end-to-end tests drive, or null where there is none: then they are skipped. `npm test` looks for
 * one, and tries to get one, before the tests start.
 */
export function findChromium(): string | null {
  return find();
}
