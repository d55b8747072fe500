import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CoreClient } from '../../shared/api/client.ts';
import type { ExportFormat, ExportResult } from '../../shared/api/export/export-procedures.ts';
import type { CleanSelection } from '../../shared/api/deletion/clean-selection.ts';
import { filesOnly } from '../clean/contents.ts';
import { snapshot } from '../clean/support.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FIRST, SECOND, twoPipelines } from '../support/two-pipelines.ts';
import type { WorkspaceBuilder } from '../support/workspace-builder.ts';
import { followed } from './followed.ts';
import { mainTransports, openIn, serveEach, type ServedCore } from './hosts.ts';
import { runScan } from './run-scan.ts';

/** Two pipelines that share a file, and have their steps beside them. */
function workspaceOfTwo(): WorkspaceBuilder {
  const builder = twoPipelines(['one', 'two']);
  for (const folder of [FIRST, SECOND]) builder.file(`runs/corn/${folder}/pipeline.json`, '[]');
  return builder;
}

describe.each(mainTransports)('exporting over $name', ({ serve }) => {
  let core: ServedCore;
  let client: CoreClient;
  serveEach(serve, (served, connected) => {
    core = served;
    client = connected;
  });

  async function written(
    workspace: string,
    selection: CleanSelection,
    format: ExportFormat,
    to: string,
  ): Promise<ExportResult> {
    core.host.givePlace('there', to);
    const told = client.export.write({ workspace, selection, format, place: 'there' });
    const { progress, result } = await followed(told);
    for (const { phase } of progress) expect(phase).toBeDefined();
    return result;
  }

  it('writes an archive that an import takes back, byte for byte', async () => {
    const { root } = workspaceOfTwo();
    const before = filesOnly(snapshot(root));
    const workspace = await openIn(core.host, root);
    await runScan(client, workspace);
    const zip = join(temporaryFolder(), 'corn.zip');
    const result = await written(workspace, { kind: 'dataset', dataset: 'corn' }, 'zip', zip);
    expect(result).toMatchObject({ pipelines: 2, items: 3, lacking_count: 0 });
    expect(filesOnly(snapshot(root))).toEqual(before);

    const elsewhere = join(temporaryFolder(), 'workspace');
    for (const folder of ['runs', 'binaries']) mkdirSync(join(elsewhere, folder), { recursive: true });
    const other = await openIn(core.host, elsewhere);
    await runScan(client, other);
    core.host.giveSource({ id: 'zip', name: zip, paths: [zip], root: null, unsent: [], left: [] });
    const { result: head } = await followed(client.import.plan({ workspace: other, source: 'zip' }));
    const { plan, chosen } = head;
    expect(chosen).toMatchObject({ manifests: 2, missing: 0 });
    await followed(client.import.apply({ workspace: other, plan, version: chosen.version }));
    for (const path of Object.keys(before))
      expect(readFileSync(join(elsewhere, path)).equals(readFileSync(join(root, path))), path).toBe(true);
  });

  it('writes documents, says what lacks, and leaves nothing where it may not write', async () => {
    const builder = workspaceOfTwo();
    const workspace = await openIn(core.host, builder.root);
    await runScan(client, workspace);
    const folder = temporaryFolder();
    const one: CleanSelection = { kind: 'pipelines', manifests: [`runs/corn/${FIRST}/manifest.yaml`] };
    await written(workspace, one, 'json', join(folder, 'one.json'));
    expect(JSON.parse(readFileSync(join(folder, 'one.json'), 'utf8'))).toMatchObject({
      schema_version: '3.0',
      items: [{}],
    });
    await written(workspace, one, 'yaml', join(folder, 'one.yaml'));
    expect(readFileSync(join(folder, 'one.yaml'), 'utf8')).toContain('schema_version');

    const inside = builder.path('binaries/corn/stolen.zip');
    await expect(written(workspace, one, 'zip', inside)).rejects.toMatchObject({ code: 'CANNOT_WRITE' });
    expect(existsSync(inside)).toBe(false);
    core.host.givePlace('there', null);
    await expect(
      client.export
        .write({ workspace, selection: one, format: 'zip', place: 'there' })
        .then((told) => told.next()),
    ).rejects.toMatchObject({ code: 'UNKNOWN' });

    rmSync(builder.path('binaries'), { recursive: true });
    const lacking = await written(workspace, one, 'zip', join(folder, 'one.zip'));
    expect(lacking).toMatchObject({ lacking_count: 1, lacking: [{ reason: 'missing' }] });
  });
});
