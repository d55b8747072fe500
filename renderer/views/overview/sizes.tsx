import { useMemo, type ReactElement } from 'react';
import { keptStates } from '../../kit/kept-state.ts';
import type { SizeNode } from '../../../shared/api/workspace/sizes.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { filesOwn } from '../files/file-choice.ts';
import { SizeCanvas } from './size-canvas.tsx';
import { leafFiles } from './size-files.ts';
import { zoomTarget } from './size-layout.ts';
import { SizeLegend } from './size-legend.tsx';
import { sizeName } from './size-name.ts';
import type { SizeRow } from './size-rows.ts';
import { SizeTable } from './size-table.tsx';
import { pathTo, sizeTree } from './size-tree.ts';

const zooms = keptStates<string | null>();

/** The bytes, divided: as a map, and as a tree table with the same rows. A click on either leads further in. */
export function Sizes({
  of,
  nodes,
  label,
}: {
  /** What is divided, and how: see `DividedSizes`. */
  readonly of: string;
  readonly nodes: readonly SizeNode[];
  readonly label: string;
}): ReactElement {
  const { place, go } = usePlace();
  const tree = useMemo(() => sizeTree(nodes), [nodes]);
  const [zoomed, setZoomed] = zooms.useKept(of, () => null);
  // It may be gone since.
  const root = zoomed !== null && tree.children.has(zoomed) ? zoomed : null;
  const manifestOf = (id: string): string | null => tree.byId.get(id)?.manifest ?? null;
  const inspect = (manifest: string): void => go({ selection: { kind: 'pipeline', manifest } });
  const showFiles = (id: string): void => {
    const files = leafFiles(tree, id);
    if (files !== null) go({ view: 'artifacts', own: filesOwn(files) });
  };
  const back = (): void => setZoomed((tree.byId.get(root ?? '') ?? { parent: null }).parent);

  const clickOnMap = (id: string): void => {
    const manifest = manifestOf(id);
    const target = zoomTarget(tree, root, id);
    if (manifest !== null) inspect(manifest);
    else if (target !== null) setZoomed(target);
    else showFiles(id);
  };
  const clickText = (id: string): string | null => {
    if (manifestOf(id) !== null) return 'Click shows the pipeline';
    const target = tree.byId.get(zoomTarget(tree, root, id) ?? '');
    if (target !== undefined) return `Click zooms to ${sizeName(target)}`;
    return leafFiles(tree, id) === null ? null : 'Click shows its files';
  };
  const openRow = (id: string): void => {
    const manifest = manifestOf(id);
    if (manifest !== null) inspect(manifest);
    else if (leafFiles(tree, id) !== null) showFiles(id);
    else setZoomed(tree.children.has(id) ? id : (tree.byId.get(id)?.parent ?? null));
  };
  const isCurrent = ({ node }: SizeRow): boolean =>
    node.manifest === null
      ? node.id === root
      : place.selection?.kind === 'pipeline' && place.selection.manifest === node.manifest;
  return (
    <>
      <section
        className="size-map"
        aria-label="Map of sizes"
        onKeyDown={(event) => {
          if (event.key === 'Backspace') back();
        }}
      >
        {root !== null && (
          <nav className="crumbs" aria-label="Shown on the map">
            <button type="button" className="link" onClick={() => setZoomed(null)}>
              Everything
            </button>
            {pathTo(tree, root).map((node) => (
              <span key={node.id}>
                <i aria-hidden>›</i>
                {node.id === root ? (
                  <>
                    <b>{sizeName(node)}</b> <span className="dim">{formatBytes(node.bytes)}</span>
                  </>
                ) : (
                  <button type="button" className="link" onClick={() => setZoomed(node.id)}>
                    {sizeName(node)}
                  </button>
                )}
              </span>
            ))}
          </nav>
        )}
        <SizeCanvas
          tree={tree}
          root={root}
          label={`${label}. The table holds the same numbers.`}
          clickText={clickText}
          onClick={clickOnMap}
        />
        <SizeLegend nodes={nodes} />
      </section>
      <section className="size-table" aria-label="Table of sizes">
        <SizeTable of={of} tree={tree} isCurrent={isCurrent} onOpen={openRow} onBack={back} />
      </section>
    </>
  );
}
