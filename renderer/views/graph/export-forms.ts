import {
  FORMAT_ENDINGS,
  GRAPH_FORMATS,
  type GraphFormat,
} from '../../../shared/graph/formats/write-graph.ts';
import { writeSvg } from '../../../shared/graph/svg/write-svg.ts';
import { isDarkNow } from '../../state/theme/theme-store.ts';
import { saveFile } from '../../kit/save-file.ts';
import { showToast } from '../../kit/toast.ts';
import { inkOf } from './canvas/ink.ts';
import type { ExportForm } from './export-menu.tsx';
import type { DrawnPicture } from './drawn-picture.ts';

const FORMAT_NAMES: Readonly<Record<GraphFormat, string>> = {
  json: 'JSON',
  graphml: 'GraphML',
  dot: 'DOT, for Graphviz',
  mermaid: 'Mermaid',
};

/** A name for a file that every system takes. */
export function fileName(name: string): string {
  return name.replaceAll(/[^\w.-]+/g, '_') || 'graph';
}

function savePng(control: DrawnPicture['control'], name: string, isWhole: boolean): void {
  const background = inkOf(document.body).color('--bg');
  void control.canvas?.png(isWhole, background).then((picture) => {
    saveFile(`${name}.png`, 'image/png', [picture]);
    showToast('Picture ready to save');
  });
}

/** The forms in which a graph can be saved. */
export function exportForms({ scene, control, write }: DrawnPicture, name: string): readonly ExportForm[] {
  const base = fileName(name);
  const file = (ending: string, type: string, content: () => string): void => {
    saveFile(`${base}${ending}`, type, [content()]);
    showToast('Graph ready to save');
  };
  const svg = (): string => writeSvg(scene, { theme: isDarkNow() ? 'dark' : 'light', title: name });
  return [
    { text: 'SVG, whole graph', isPicture: true, save: () => file('.svg', 'image/svg+xml', svg) },
    { text: 'PNG, as seen', isPicture: true, save: () => savePng(control, base, false) },
    { text: 'PNG, whole graph, 2×', isPicture: true, save: () => savePng(control, base, true) },
    ...GRAPH_FORMATS.map((format) => ({
      text: FORMAT_NAMES[format],
      isPicture: false,
      save: () =>
        file(FORMAT_ENDINGS[format], format === 'json' ? 'application/json' : 'text/plain', () =>
          write(format),
        ),
    })),
  ];
}
