import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OperatorGraph } from '../../shared/api/graph/graph.ts';
import { writeDot } from '../../shared/graph/formats/dot.ts';
import { writeGraphml } from '../../shared/graph/formats/graphml.ts';
import { writeMermaid } from '../../shared/graph/formats/mermaid.ts';
import { plainGraph } from '../../shared/graph/formats/plain-graph.ts';
import { type GraphFormat, writeGraph } from '../../shared/graph/formats/write-graph.ts';
import { writeSvg } from '../../shared/graph/svg/write-svg.ts';
import { expectAlways, often } from '../support/property.ts';
import { drawnScene } from './drawn-scene.ts';
import { graphEdge, graphNode, graphOf, graphRecord } from './made-up-graph.ts';

/** Names such as somebody might write to break out of a format. */
const name = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<script>',
    '"]; evil [',
    '\\"',
    '\\',
    'a\\',
    "'><b",
    ']]>',
    '-->',
    '%%{init}%%',
    '#quot;',
    '\u202e',
    '\ud800',
    '\uffff',
    'end',
    '`x`',
    '&lt;',
    '<!--',
    'a\nb',
    '\\n',
    '*x*',
  ),
);

const named = fc.tuple(name, name, name).map(([id, label, other]): OperatorGraph => {
  const [one, two] = [`1${id}`, `2${other}`];
  return graphOf(
    [
      graphNode(one, { label, step: 1, branch: [0] }),
      graphNode(two, { label: other, role: 'model', records: [graphRecord(0)] }),
    ],
    [graphEdge(one, two, { inferred: true })],
  );
});

/** Reads XML as strictly as is needed here: elements, attributes and text. Null where it isn't well-formed. */
function readXml(xml: string): { readonly tags: string[]; readonly texts: string[] } | null {
  const tags: string[] = [];
  const texts: string[] = [];
  const open: string[] = [];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(body)) return null;
  const piece =
    /<(\/?)([a-z]+)((?: [\w:.-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)(\/?)>|((?:[^<&]|&(?:amp|lt|gt|quot|#39);)+)/uy;
  while (piece.lastIndex < body.length) {
    const found = piece.exec(body);
    if (found === null) return null;
    const [, close, tag = '', , isEmpty, text] = found;
    if (text !== undefined) {
      if (text.trim() !== '') texts.push(text);
    } else if (close === '/') {
      if (open.pop() !== tag) return null;
    } else {
      tags.push(tag);
      if (isEmpty === '') open.push(tag);
    }
  }
  return open.length === 0 ? { tags, texts } : null;
}

/** Statements of DOT: each line is one, strings apart. Null where a string doesn't end in its line. */
function readDot(dot: string): string[] | null {
  const lines = dot.split('\n').map((line) => line.replace(/"(?:[^"\\]|\\["\\n])*"/g, 'S'));
  return lines.some((line) => line.includes('"') || line.includes('\\')) ? null : lines;
}

function svgOf(graph: OperatorGraph, title: string): string {
  return writeSvg(drawnScene(graph), { theme: 'light', title });
}

const EXAMPLE = graphOf(
  [
    graphNode('a', { label: 'SNV', artifact_type: 'transformer', step: 1, records: [graphRecord(0)] }),
    graphNode('b', { label: 'Say "x"', role: 'model', step: 2, branch: [0] }),
  ],
  [graphEdge('a', 'b'), graphEdge('a', 'b', { id: 'of a fold', from_fold: 1 })],
);

describe('names of a workspace', () => {
  it('are only text in SVG and GraphML', () => {
    const plain = readXml(
      svgOf(
        graphOf(
          [
            graphNode('1', { step: 1, branch: [0] }),
            graphNode('2', { role: 'model', records: [graphRecord(0)] }),
          ],
          [graphEdge('1', '2', { inferred: true })],
        ),
        't',
      ),
    );
    expectAlways(
      fc.property(named, name, (graph, title) => {
        expect(readXml(writeGraphml(plainGraph(graph)))?.tags.filter((tag) => tag === 'node')).toHaveLength(
          2,
        );
        const { tags } = readXml(svgOf(graph, `t${title}`)) ?? {};
        expect(tags).toEqual(plain?.tags);
      }),
      often(500, 20_000),
    );
  });

  it('are only strings in DOT', () => {
    expectAlways(
      fc.property(named, (graph) => {
        expect(readDot(writeDot(plainGraph(graph)))).toEqual([
          'digraph stemma {',
          '  rankdir=LR;',
          '  S [label=S, shape=box];',
          '  S [label=S, shape=ellipse];',
          '  S -> S [style=solid, tooltip=S, arrowhead=empty];',
          '}',
          '',
        ]);
      }),
      often(500, 20_000),
    );
  });

  it('are only labels in Mermaid', () => {
    expectAlways(
      fc.property(named, (graph) => {
        const label = String.raw`(?:[\p{L}\p{N} .,·✕≠]|#\d+;)*<br/>(?:[\p{L}\p{N} .,·✕≠]|#\d+;)*`;
        expect(writeMermaid(plainGraph(graph))).toMatch(
          new RegExp(
            String.raw`^flowchart LR\n  n0\("${label}"\)\n  n1\(\["${label}"\]\)\n  n0 --> n1\n$`,
            'u',
          ),
        );
      }),
      often(500, 20_000),
    );
  });
});

describe('a graph for other programs', () => {
  const written = (format: GraphFormat): string => writeGraph(EXAMPLE, plainGraph(EXAMPLE), format);

  it('is all of it in JSON', () => {
    expect(JSON.parse(written('json'))).toEqual(EXAMPLE);
  });

  it('is DOT', () => {
    expect(written('dot')).toBe(
      [
        'digraph stemma {',
        '  rankdir=LR;',
        '  "a" [label="SNV\\n1.00 kB", shape=box];',
        '  "b" [label="Say \\"x\\"\\nbr 0 · stored nothing", shape=ellipse];',
        '  "a" -> "b" [style=solid, tooltip="feeds"];',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('is Mermaid', () => {
    expect(written('mermaid')).toBe(
      'flowchart LR\n  n0["SNV<br/>1.00 kB"]\n  n1(["Say #34;x#34;<br/>br 0 · stored nothing"])\n  n0 --> n1\n',
    );
  });

  it('is GraphML', () => {
    expect(readXml(written('graphml'))?.texts).toEqual([
      'SNV',
      '1.00 kB',
      'transformer',
      '1',
      'Say &quot;x&quot;',
      'br 0 · stored nothing',
      'model',
      '0',
      '2',
      'feeds',
      'false',
      'false',
    ]);
  });
});
