import { writeSvg } from '../../../shared/graph/svg/write-svg.ts';
import { isDarkNow } from '../../state/theme/theme-store.ts';
import { saveFile } from '../../kit/save-file.ts';
import { showToast } from '../../kit/toast.ts';
import { inkOf } from './canvas/ink.ts';
import type { ExportForm } from './export-menu.tsx';
import type { DrawnPicture } from './drawn-picture.ts';

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
export function exportForms(
  { graph, model, scene, control }: DrawnPicture,
  name: string,
): readonly ExportForm[] {
  const base = fileName(name);
  const text = (label: string, ending: string, type: string, content: () => string): ExportForm => ({
    text: label,
    isPicture: false,
    save: () => {
      saveFile(`${base}.${ending}`, type, [content()]);
      showToast('Graph ready to save');
    },
  });
  const svg = (): string =>
    writeSvg(model, scene.geometry, { theme: isDarkNow() ? 'dark' : 'light', title: name });
  return [
    { ...text('SVG, whole graph', 'svg', 'image/svg+xml', svg), isPicture: true },
    { text: 'PNG, as seen', isPicture: true, save: () => savePng(control, base, false) },
    { text: 'PNG, whole graph, 2×', isPicture: true, save: () => savePng(control, base, true) },
    text('JSON', 'json', 'application/json', () => `${JSON.stringify(graph, null, 2)}\n`),
  ];
}
