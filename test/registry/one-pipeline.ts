import type { FileSystem } from '../../electron/registry/files/file-system.ts';
import { bentFileSystem } from '../support/bent-file-system.ts';
import { WorkspaceBuilder, toYaml, v3Item, v3Manifest } from '../support/workspace-builder.ts';

export const PIPELINE = 'runs/corn/0001_pls_aaaaaa';
export const text = toYaml(v3Manifest('corn', [v3Item('live')]));

/** A workspace of one pipeline with one file, and one file that nothing names. */
export function onePipeline() {
  const builder = new WorkspaceBuilder();
  const live = builder.store('corn', 'live');
  const unused = builder.store('corn', 'unused');
  const path = builder.manifest(PIPELINE, text);
  return { builder, live, unused, path, system: builder.path(path) };
}

/** Bends the reading of one file; each time the bend is told how often it was read before. */
export function whenRead(
  system: string,
  bend: (time: number, really: () => ReturnType<FileSystem['read']>) => ReturnType<FileSystem['read']>,
): FileSystem {
  let times = 0;
  return bentFileSystem({
    read: (path, really) => {
      if (path !== system) return undefined;
      times += 1;
      return bend(times - 1, really);
    },
  });
}
