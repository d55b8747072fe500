import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** The name that people see in the window. */
const demoName = 'nirs4all-demo';

/**
 * The demo's files by the fixture that they come from, each with the time (ISO 8601) that it gets: when
 * nirs4all wrote it according to its records, because a checkout gives all files the time of the checkout.
 *
 * @typedef {Readonly<Record<string, Readonly<Record<string, string>>>>} Recipe
 */

/**
 * Makes the demo workspace, or finds the one made before, with whatever has been done to it since: it is
 * there to be tried on. Made under another name and renamed, so that one that was cut off is never taken for
 * whole; another recipe makes another folder, and those of earlier versions of Stemma stay what they were.
 *
 * @param {object} from
 * @param {string} from.recipe a JSON file with a {@link Recipe}
 * @param {string} from.fixtures the folder of the fixtures, `<name>/workspace` each
 * @param {string} from.cache a folder where the demo may lie; it need not exist yet
 * @returns {string} the workspace's folder
 */
export function makeDemo({ recipe: recipeFile, fixtures, cache }) {
  const text = readFileSync(recipeFile, 'utf8');
  const home = join(cache, 'demo');
  const place = join(home, createHash('sha256').update(text).digest('hex').slice(0, 12));
  const demo = join(place, demoName);
  make(demo);
  // Another beside it, which nobody works in: from there the start page makes the demo anew (electron/worker/demo.ts).
  make(join(`${place}-pristine`, demoName));
  return demo;

  /** @param {string} target */
  function make(target) {
    if (existsSync(target)) return;
    mkdirSync(home, { recursive: true });
    const draft = mkdtempSync(join(home, 'draft-'));
    try {
      copyFiles(JSON.parse(text), fixtures, join(draft, demoName));
      moveInto(draft, dirname(target), target);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
}

/** @param {Recipe} recipe @param {string} fixtures @param {string} target */
function copyFiles(recipe, fixtures, target) {
  for (const [fixture, files] of Object.entries(recipe)) {
    for (const [path, time] of Object.entries(files)) {
      const copy = join(target, path);
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(join(fixtures, fixture, 'workspace', path), copy);
      // What is copied from a place without write permission would keep that.
      chmodSync(copy, 0o644);
      utimesSync(copy, new Date(time), new Date(time));
    }
  }
}

/** @param {string} draft @param {string} place @param {string} demo */
function moveInto(draft, place, demo) {
  // Where somebody deleted the workspace but not the folder around it.
  if (!existsSync(demo)) rmSync(place, { recursive: true, force: true });
  try {
    renameSync(draft, place);
  } catch (error) {
    // Another start was quicker; its demo is the same.
    if (!existsSync(demo)) throw error;
  }
}
