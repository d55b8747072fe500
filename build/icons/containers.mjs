/** @typedef {{ size: number, png: Buffer }} Picture a square one; the size in pixels */

/** In ICO a byte holds the width, and 0 means 256. */
const largestIco = 256;

/**
 * A Windows icon of PNG pictures, which Windows reads since Vista.
 *
 * @param {Picture[]} pictures up to 256 pixels
 */
export function icoOf(pictures) {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length + pictures.length * 16;
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(size % largestIco, 0);
    entry.writeUInt8(size % largestIco, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}

/** The types that macOS gives to pictures of a size: as they are, and for screens of double density. */
const icnsTypes = new Map([
  [32, ['ic11']],
  [64, ['ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
]);

/**
 * A macOS icon of PNG pictures.
 *
 * @param {Picture[]} pictures of the sizes that the format knows
 */
export function icnsOf(pictures) {
  const blocks = pictures.flatMap(({ size, png }) => {
    const types = icnsTypes.get(size);
    if (types === undefined) throw new Error(`ICNS has no pictures of ${size} pixels`);
    return types.map((type) => blockOf(type, png));
  });
  return blockOf('icns', Buffer.concat(blocks));
}

/** @param {string} type @param {Buffer} content */
function blockOf(type, content) {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(header.length + content.length, 4);
  return Buffer.concat([header, content]);
}
