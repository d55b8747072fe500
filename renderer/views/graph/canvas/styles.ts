import type cytoscape from 'cytoscape';
import { LINE_KINDS, LINE_LOOKS, SIDE_DASHES } from '../../../../shared/graph/looks/line-looks.ts';
import { edgeColor } from '../edge-color.ts';
import { typeColor } from '../../../kit/type-mark.tsx';
import { LABEL_SIZE } from './fit-label.ts';
import type { Ink } from './ink.ts';
import { fileImage, typeImage } from './marks.ts';

type Block = cytoscape.StylesheetJsonBlock;

/** Artifact types that have a colour of their own. */
const TYPES = ['transformer', 'model', 'meta_model', 'splitter', 'encoder'] as const;

/** A rule of Cytoscape, whose types know neither arrays of images nor data in the place of numbers everywhere. */
function rule(selector: string, style: Readonly<Record<string, unknown>>): Block {
  return { selector, style: style as cytoscape.Css.Node };
}

const MARK = {
  'background-image-containment': 'over',
  'background-clip': 'none',
  'background-width': '12px',
  'background-height': '12px',
  'background-position-x': '9px',
  'background-position-y': '9px',
};

function boxRules(ink: Ink, isDark: boolean): Block[] {
  return [
    rule('node', {
      shape: 'round-rectangle',
      'corner-radius': '6px',
      width: 'data(width)',
      height: 'data(height)',
      'overlay-opacity': 0,
      'font-family': ink.font,
      'font-size': LABEL_SIZE,
      'min-zoomed-font-size': 4,
      color: ink.color('--text'),
      // Lines lie over the frames of branches, and under boxes.
      'z-index-compare': 'manual',
      events: 'no',
    }),
    rule('.lane', {
      'background-color': ink.color('--chrome'),
      'border-width': 1,
      'border-color': ink.color('--line'),
      label: 'data(label)',
      'font-size': 10.5,
      color: ink.color('--text-3'),
      'text-valign': 'top',
      'text-halign': 'right',
      'text-justification': 'left',
      'text-margin-y': 15,
      'text-margin-x': (lane: cytoscape.NodeSingular) => 8 - Number(lane.data('width')),
      'z-index': 0,
    }),
    rule('.box, .row', {
      events: 'yes',
      'background-color': ink.color('--bg'),
      'border-width': 1,
      'border-color': ink.color('--line-strong'),
      label: 'data(label)',
      'text-wrap': 'wrap',
      'text-max-width': '1000px',
      'text-valign': 'center',
      'text-halign': 'right',
      'text-justification': 'left',
      'text-margin-x': 'data(labelX)',
      'text-margin-y': 'data(labelY)',
      'line-height': 1.35,
      'z-index': 10,
    }),
    // Structure, which is of no type, has no mark; neither has what stands for many.
    rule('.box', { ...MARK, 'background-image': 'none' }),
    rule('.ghost', { 'background-image': typeImage(ink, null) }),
    ...TYPES.map((type) =>
      rule(`.box[type='${type}']`, {
        'background-image': typeImage(ink, type),
        'background-color': ink.mixed(typeColor(type), '--bg', isDark ? 0.16 : 0.07),
        'border-color': ink.mixed(typeColor(type), '--bg', 0.62),
      }),
    ),
    rule('.stack', { ghost: 'yes', 'ghost-offset-x': 4, 'ghost-offset-y': 4, 'ghost-opacity': 0.45 }),
    rule('.ghost, .file', { 'background-color': ink.color('--bg') }),
    rule('.ghost', { 'border-style': 'dashed', color: ink.color('--text-2') }),
    rule('.box.file', { shape: 'cut-rectangle', 'corner-radius': '8px', 'background-image': fileImage(ink) }),
    rule('.box.inferred', { color: ink.color('--text-3'), 'border-style': 'dotted' }),
    rule('.row', {
      shape: 'rectangle',
      'background-color': ink.color('--bg'),
      'border-color': ink.color('--line'),
      'z-index': 11,
    }),
    rule('.tone-danger', { 'border-color': ink.color('--danger') }),
    rule('.box.tone-warn', { 'border-color': ink.color('--warn') }),
    rule('.box.dashed', { 'border-style': 'dashed', 'border-width': 2 }),
    rule('.box.tone-warn.dashed', { 'background-color': ink.mixed('--warn-fill', '--bg', 0.14) }),
    // On which side of a comparison something is, by the dashes of its border too.
    rule('.tone-left', { 'border-color': ink.color('--warn'), 'border-style': 'dashed', 'border-width': 2 }),
    rule('.tone-right', {
      'border-color': ink.color('--accent'),
      'border-style': 'dotted',
      'border-width': 2,
    }),
    rule('.tone-changed', {
      'border-color': ink.color('--text'),
      'border-style': 'double',
      'border-width': 4,
    }),
    rule('.outside', {
      events: 'yes',
      height: 15,
      'corner-radius': '7px',
      'background-color': ink.color('--bg'),
      'border-width': 1,
      'border-color': ink.color('--line-strong'),
      label: 'data(label)',
      'font-size': 10,
      color: ink.color('--accent'),
      'text-valign': 'center',
      'text-halign': 'center',
      'z-index': 12,
    }),
  ];
}

function lineRules(ink: Ink): Block[] {
  const line = ink.color('--line-strong');
  const lit = {
    width: 2,
    'line-color': ink.color('--accent'),
    'target-arrow-color': ink.color('--accent'),
    opacity: 1,
    'z-index': 9,
  };
  return [
    rule('edge', {
      events: 'no',
      width: 1.2,
      'line-color': line,
      'target-arrow-color': line,
      'target-arrow-shape': 'triangle',
      'arrow-scale': 0.7,
      'source-endpoint': 'data(from)',
      'target-endpoint': 'data(to)',
      'curve-style': 'straight',
      'overlay-opacity': 0,
      'z-index-compare': 'manual',
      'z-index': 1,
    }),
    rule('.bent', {
      'curve-style': 'round-segments',
      'edge-distances': 'endpoints',
      'segment-weights': 'data(weights)',
      'segment-distances': 'data(distances)',
      'segment-radii': [6],
    }),
    // Which kind lies over which must not follow from which came last.
    ...LINE_KINDS.map((kind, rank) =>
      rule(`edge.${kind}`, {
        'z-index': 1 + rank,
        'line-color': ink.color(edgeColor(kind)),
        'target-arrow-color': ink.color(edgeColor(kind)),
        'target-arrow-shape': LINE_LOOKS[kind].hasArrow ? 'triangle' : 'none',
        ...(LINE_LOOKS[kind].dashes.length === 0
          ? {}
          : { 'line-style': 'dashed', 'line-dash-pattern': [...LINE_LOOKS[kind].dashes] }),
      }),
    ),
    // An open arrow on a pale line.
    rule('edge.inferred', { 'line-opacity': 0.65, 'target-arrow-shape': 'vee' }),
    rule('edge.left', {
      'line-color': ink.color('--warn'),
      'line-style': 'dashed',
      'line-dash-pattern': [...SIDE_DASHES.left],
    }),
    rule('edge.right', {
      'line-color': ink.color('--accent'),
      'line-style': 'dashed',
      'line-dash-pattern': [...SIDE_DASHES.right],
    }),
    rule('.circle', {
      'line-color': ink.color('--danger'),
      'target-arrow-color': ink.color('--danger'),
      'line-style': 'dashed',
      'line-dash-pattern': [10, 3, 2, 3],
      width: 2,
    }),
    rule('.far', { opacity: 0.4 }),
    rule('edge.upstream', { ...lit, 'line-style': 'solid' }),
    rule('edge.downstream', { ...lit, 'line-style': 'dashed', 'line-dash-pattern': [6, 3] }),
    rule('.chosen', { 'border-color': ink.color('--accent'), 'border-width': 2.5, 'border-style': 'solid' }),
    rule('.found', { 'border-color': ink.color('--accent'), 'border-width': 2 }),
    rule('.focused', {
      'outline-width': 2,
      'outline-color': ink.color('--accent'),
      'outline-offset': 2,
      'outline-opacity': 1,
    }),
  ];
}

/** The styles of a picture in the colours that the page has now. */
export function stylesOf(ink: Ink, isDark: boolean): Block[] {
  return [...boxRules(ink, isDark), ...lineRules(ink)];
}
