import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesBelow } from './files-below.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { rawZip } from './zip.ts';

/** Packs a folder as people do: its files below its name. Returns the path of the archive, which is called as the folder. */
export function zipOfFolder(folder: string): string {
  const name = basename(folder);
  const entries = filesBelow(folder).map((path) => ({
    name: `${name}/${path}`,
    content: readFileSync(join(folder, path)),
    isPacked: true,
  }));
  const archive = join(temporaryFolder(), `${name}.zip`);
  writeFileSync(archive, rawZip(entries));
  return archive;
}
