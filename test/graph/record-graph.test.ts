import { describe, expect, it } from 'vitest';
import {
  RECORD_FORMATS,
  writeRecordGraph,
  type RecordGraphEdge,
  type RecordGraphNode,
} from '../../shared/graph/formats/record-graph.ts';

const EVIL = 'a"]; b\\ <x>&\n--> %%{init}%% \u202e';

const node = (number: number): RecordGraphNode => ({
  id: `${EVIL}#${number}`,
  number,
  artifact_id: EVIL,
  class: EVIL,
  type: null,
  fold: null,
});

const edge = (from: number, to: number | null, manifest = EVIL): RecordGraphEdge => ({
  manifest,
  from: `${manifest}#${from}`,
  from_number: from,
  to: to === null ? null : `${manifest}#${to}`,
  to_number: to,
  target: EVIL,
  status: to === null ? 'unresolved' : 'resolved',
});

describe.each(RECORD_FORMATS)('all records as %s', (format) => {
  it('say nothing to who reads them, whatever they are called', () => {
    const text = [...writeRecordGraph(format, [node(1), node(2)], [edge(1, 2), edge(2, null)])].join('');
    expect(text).not.toContain('\u202e');
    expect(text).not.toContain('a"]');
    // No name begins a line of its own: two records, one id that means none, two edges, and what the format has around them.
    const own = text.split('\n').filter((line) => /^\s*(?:"|<node|<edge|[ng]\d)/.test(line));
    expect(own).toHaveLength(5);
  });

  it('have one node for each id that a manifest names and that means no record', () => {
    const edges = [edge(1, null), edge(2, null), edge(3, null, 'other'), edge(4, null, 'other')];
    const text = [...writeRecordGraph(format, [], edges)].join('');
    const own = text.split('\n').filter((line) => /^\s*(?:"|<node|<edge|[ng]\d)/.test(line));
    expect(own).toHaveLength(2 + 4);
  });

  it('come piece by piece', () => {
    let made = 0;
    function* many(): Generator<RecordGraphNode> {
      for (made = 0; made < 1_000_000; made += 1) yield node(made);
    }
    const pieces = writeRecordGraph(format, many(), []);
    for (let piece = 0; piece < 100; piece += 1) pieces.next();
    expect(made).toBeLessThan(100);
  });
});
