/**
 * How much time of the processor the layout of graphs takes, and how many of its lines cross: graph-layout.ts [RUNS]. Graphs are such as pipelines have,
 * their folds together, of some sizes; each is laid out once to warm up, then so many times.
 */
import { layLanes } from '../../shared/graph/lanes/lay-lanes.ts';
import { PLAIN_CHOICES } from '../../shared/graph/model/choices.ts';
import { graphModel } from '../../shared/graph/model/graph-model.ts';
import { crossings, foreignFrames, geometryFaults } from '../graph/geometry-faults.ts';
import { madeUpGraph } from '../graph/made-up-graph.ts';
import { processorTime } from '../support/processor-time.ts';
import { formatMilliseconds, median } from './report.ts';

/** Nodes, and how long a layout of them may take. */
const SIZES = [
  [50, 10],
  [200, 20],
  [1000, 60],
  [2000, 150],
] as const;

const SEEDS = [1, 2, 3];

const runs = Number(process.argv[2] ?? 9);
console.log('nodes  lines  first run  median  worst  target  crossings  foreign frames entered  faults');
for (const [size, target] of SIZES) {
  for (const seed of SEEDS) {
    const graph = madeUpGraph(seed, { nodes: size, folds: 5, odd: false });
    const { drawing } = graphModel(graph, PLAIN_CHOICES);
    const times = Array.from({ length: runs + 1 }, () => processorTime(() => layLanes(drawing)));
    const geometry = layLanes(drawing);
    const [first = 0, ...warm] = times;
    console.log(
      [
        drawing.boxes.length,
        drawing.lines.length,
        formatMilliseconds(first),
        formatMilliseconds(median(warm)),
        formatMilliseconds(Math.max(...warm)),
        `${target} ms`,
        crossings(geometry),
        foreignFrames(drawing, geometry),
        geometryFaults(drawing, geometry).length,
      ].join('  '),
    );
  }
}
