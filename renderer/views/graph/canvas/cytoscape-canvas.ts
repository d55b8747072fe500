import cytoscape from 'cytoscape';
import type { ElementDefinition } from 'cytoscape';
import { isDarkNow } from '../../../state/theme/theme-store.ts';
import { inkOf } from './ink.ts';
import { stylesOf } from './styles.ts';
import { ZOOM, type Viewport } from './viewport.ts';

/** Keys that are held while something is pressed. */
export interface HeldKeys {
  readonly shift: boolean;
  readonly control: boolean;
}

/** What the canvas tells. Ids are those of elements; null is where nothing is. */
export interface CanvasEvents {
  readonly onPress: (id: string | null, keys: HeldKeys) => void;
  readonly onDoublePress: (id: string) => void;
  readonly onPoint: (id: string | null) => void;
  /** Somebody moved or zoomed the picture by hand. */
  readonly onTouch: () => void;
  readonly onView: (view: Viewport) => void;
}

/** A picture on a canvas. */
export interface GraphCanvas {
  /** Shows these elements in place of those before; what stays the same is left alone. */
  readonly show: (elements: readonly ElementDefinition[]) => void;
  /** Gives elements classes besides their own, and takes those away that were given before. */
  readonly paint: (classes: ReadonlyMap<string, string>) => void;
  /** Takes the colours and the font that the page has now. */
  readonly restyle: () => void;
  readonly view: () => Viewport;
  readonly setView: (view: Viewport, milliseconds: number) => void;
  readonly resize: () => void;
  /** A picture of what is seen, or of all at twice the size, as PNG. */
  readonly png: (isWhole: boolean, background: string) => Promise<Blob>;
  readonly end: () => void;
}

/** As large as a canvas of a browser may be at either side, pixels. */
const MOST_PIXELS = 16_000;

function isSame(one: ElementDefinition, other: ElementDefinition): boolean {
  return (
    one.classes === other.classes &&
    one.position?.x === other.position?.x &&
    one.position?.y === other.position?.y &&
    JSON.stringify(one.data) === JSON.stringify(other.data)
  );
}

/** What of an element can't be changed where it stands. */
function isMoved(one: ElementDefinition, other: ElementDefinition): boolean {
  return one.data['source'] !== other.data['source'] || one.data['target'] !== other.data['target'];
}

function idOf(element: ElementDefinition): string {
  return element.data.id ?? '';
}

function change(cy: cytoscape.Core, before: ElementDefinition, after: ElementDefinition): void {
  const element = cy.getElementById(idOf(after));
  element.removeData();
  element.data(after.data);
  element.classes(typeof after.classes === 'string' ? after.classes : '');
  const { position } = after;
  if (position !== undefined && (position.x !== before.position?.x || position.y !== before.position.y)) {
    element.position(position);
  }
}

function listen(cy: cytoscape.Core, events: CanvasEvents): void {
  const held = ({ originalEvent }: cytoscape.EventObject): HeldKeys => {
    const event = originalEvent as unknown as MouseEvent | undefined;
    return { shift: event?.shiftKey === true, control: event?.ctrlKey === true || event?.metaKey === true };
  };
  cy.on('tap', (event) => {
    const target = event.target as cytoscape.Core | cytoscape.NodeSingular;
    events.onPress(target === cy ? null : (target as cytoscape.NodeSingular).id(), held(event));
  });
  cy.on('dbltap', 'node', (event) => events.onDoublePress((event.target as cytoscape.NodeSingular).id()));
  cy.on('mouseover', 'node', (event) => events.onPoint((event.target as cytoscape.NodeSingular).id()));
  cy.on('mouseout', 'node', () => events.onPoint(null));
  cy.on('dragpan', () => events.onTouch());
  cy.on('viewport', () => events.onView({ zoom: cy.zoom(), pan: { ...cy.pan() } }));
}

/** Zooms around the pointer; Shift moves sideways. Cytoscape's own wheel knows no touchpads. */
function listenToWheel(container: HTMLElement, cy: cytoscape.Core, onTouch: () => void): () => void {
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    onTouch();
    if (event.shiftKey) {
      cy.panBy({ x: -(event.deltaX || event.deltaY), y: 0 });
      return;
    }
    const { left, top } = container.getBoundingClientRect();
    const step = Math.max(-100, Math.min(100, event.deltaY * (event.deltaMode === 1 ? 30 : 1)));
    cy.zoom({
      level: cy.zoom() * Math.exp(-step / 500),
      renderedPosition: { x: event.clientX - left, y: event.clientY - top },
    });
  };
  container.addEventListener('wheel', onWheel, { passive: false });
  return () => container.removeEventListener('wheel', onWheel);
}

/** Puts a canvas into an element. It stays empty until it is shown something. */
export function graphCanvas(container: HTMLElement, events: CanvasEvents): GraphCanvas {
  const styles = (): cytoscape.StylesheetJsonBlock[] => stylesOf(inkOf(container), isDarkNow());
  const cy = cytoscape({
    container,
    elements: [],
    style: styles(),
    layout: { name: 'preset' },
    minZoom: ZOOM.least,
    maxZoom: ZOOM.most,
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
    autounselectify: true,
  });
  listen(cy, events);
  const stopWheel = listenToWheel(container, cy, events.onTouch);
  let shown = new Map<string, ElementDefinition>();
  let painted: ReadonlyMap<string, string> = new Map();
  return {
    show: (elements) => {
      const next = new Map(elements.map((element) => [idOf(element), element]));
      cy.batch(() => {
        for (const [id, names] of painted) cy.getElementById(id).removeClass(names);
        for (const [id, before] of shown) {
          const after = next.get(id);
          if (after === undefined || isMoved(before, after)) cy.getElementById(id).remove();
        }
        const added: ElementDefinition[] = [];
        for (const [id, after] of next) {
          const before = shown.get(id);
          if (before === undefined || cy.getElementById(id).empty()) added.push(after);
          else if (!isSame(before, after)) change(cy, before, after);
        }
        if (added.length > 0) cy.add(added.map((element) => structuredClone(element)));
      });
      shown = next;
      painted = new Map();
    },
    paint: (classes) => {
      cy.batch(() => {
        for (const [id, before] of painted) {
          if (classes.get(id) !== before) cy.getElementById(id).removeClass(before);
        }
        for (const [id, now] of classes) if (painted.get(id) !== now) cy.getElementById(id).addClass(now);
      });
      painted = classes;
    },
    restyle: () => {
      cy.style(styles());
    },
    view: () => ({ zoom: cy.zoom(), pan: { ...cy.pan() } }),
    setView: ({ zoom, pan }, milliseconds) => {
      cy.stop();
      if (milliseconds === 0) cy.viewport({ zoom, pan: { ...pan } });
      else cy.animate({ zoom, pan: { ...pan } }, { duration: milliseconds });
    },
    resize: () => {
      cy.resize();
    },
    png: async (isWhole, background) => {
      const { w, h } = cy.elements().boundingBox();
      const scale = Math.min(2, MOST_PIXELS / Math.max(1, w, h));
      return await cy.png({
        output: 'blob-promise',
        full: isWhole,
        bg: background,
        ...(isWhole ? { scale } : {}),
      });
    },
    end: () => {
      stopWheel();
      cy.destroy();
    },
  };
}
