/** A file of an archive to make. */
export interface Packed {
  readonly name: string;
  readonly content: string;
}

const BLOCK = 512;

function header(name: string, size: number, type: string, link: string = ''): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name.slice(0, 100), 0);
  block.write('0000644\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('        ', 148);
  block.write(type, 156);
  block.write(link.slice(0, 100), 157);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

/** A tar archive as GNU tar writes it: long names in entries of their own. */
export function tar(files: readonly Packed[]): Buffer {
  const blocks = files.flatMap(({ name, content }) => {
    const bytes = Buffer.from(content);
    const entry = [header(name, bytes.length, '0'), padded(bytes)];
    if (name.length <= 100) return entry;
    const long = Buffer.from(`${name}\0`);
    return [header('././@LongLink', long.length, 'L'), padded(long), ...entry];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

/** An entry of a tar to make: its kind (`typeflag` of pax(1)), and what it states that is not so. */
export interface TarEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly type?: string;
  readonly link?: string;
  readonly size?: number;
}

/** The blocks of one entry, as they are told; several with {@link TAR_END} make an archive. */
export function tarEntry({ name, content = '', type = '0', link, size }: TarEntry): Buffer {
  const bytes = Buffer.from(content as string);
  return Buffer.concat([header(name, size ?? bytes.length, type, link), padded(bytes)]);
}

/** What ends a tar. */
export const TAR_END = Buffer.alloc(2 * BLOCK);
