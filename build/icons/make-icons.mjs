import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../find-chromium.mjs';
import { icnsOf, icoOf } from './containers.mjs';

// `node build/icons/make-icons.mjs`: draws icon.svg in the sizes that the systems want. What it writes is in
// the repository, because drawing wants a browser and packing must not.

const folder = import.meta.dirname;
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const png = await draw();

mkdirSync(join(folder, 'linux'), { recursive: true });
for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
  writeFileSync(join(folder, 'linux', `${size}x${size}.png`), drawing(size));
}
writeFileSync(join(folder, 'icon.ico'), icoOf([16, 24, 32, 48, 64, 128, 256].map(withDrawing)));
writeFileSync(join(folder, 'icon.icns'), icnsOf([32, 64, 128, 256, 512, 1024].map(withDrawing)));

/** @param {number} size @returns {Buffer} */
function drawing(size) {
  const found = png.get(size);
  if (found === undefined) throw new Error(`no drawing of ${size} pixels`);
  return found;
}

/** @param {number} size */
function withDrawing(size) {
  return { size, png: drawing(size) };
}

/** @returns {Promise<Map<number, Buffer>>} PNG files by their width in pixels */
async function draw() {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium to draw with.');
  // A picture of ours is all that this browser sees, so it may do without the sandbox that root can't have.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
    const drawn = new Map();
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`);
      drawn.set(size, await page.screenshot({ omitBackground: true }));
    }
    return drawn;
  } finally {
    await browser.close();
  }
}
