import { z } from 'zod';
import { bytes, count } from '../numbers.ts';
import { recordKey } from '../records/record-key.ts';
import { recordState } from '../records/record-state.ts';
import { wayRole } from '../chains/way.ts';

/**
 * What an edge says: `feeds` and `follows` are the derived way of the data (`domain/way.ts`), `depends` a written `depends_on`, `source`
 * a model that a meta-model's configuration names and its `depends_on` does not, `file` a stored file and who uses it.
 */
export const graphEdgeKind = z.enum(['feeds', 'follows', 'depends', 'source', 'file']);

/** One record of a node: a fold, or what all folds share (`fold` null). */
export const graphRecord = z.object({
  key: recordKey,
  artifact_id: z.string().nullable(),
  fold: z.number().int().nullable(),
  /** Of the stored file; of a missing one as recorded. */
  size_bytes: bytes,
  exclusive_bytes: bytes,
  state: recordState,
  /** Whether its file, which is missing, was never written. */
  unwritten: z.boolean(),
  /** The stored file that it means, as a path in the workspace; null where it is missing. */
  file: z.string().nullable(),
  /** Other pipelines that use the file. */
  other_pipelines: count,
});

/** A parameter of an operator; names and values that are long are cut, with a digest of the whole. */
export const graphParameter = z.object({
  name: z.string(),
  /** As JSON, its keys in order. */
  value: z.string(),
});

/** An operator with all its folds, something that a dependency names and that isn't there, or a stored file. */
export const graphNode = z.object({
  /** Names the node in this graph, and again when the graph is asked for later and the pipeline has grown. */
  id: z.string(),
  kind: z.enum(['operator', 'ghost', 'file']),
  /** The pipeline that it is of; null for a file. */
  manifest: z.string().nullable(),
  /** Class of an operator, else the trace's type of its step (empty where neither is known); id of a ghost, path of a file. */
  label: z.string(),
  artifact_type: z.string().nullable(),
  role: wayRole.nullable(),
  step: z.number().int().nullable(),
  branch: z.array(z.number().int()).readonly(),
  substep: z.number().int().nullable(),
  source: z.number().int().nullable(),
  /** The node, or its place, is concluded and not written. */
  inferred: z.boolean(),
  /**
   * Of an operator, in the order of their names: those that its record has, else those of its step in the execution trace, which holds
   * what differs from the defaults. Null where nothing says them.
   */
  parameters: z.array(graphParameter).readonly().nullable(),
  /** In fold order; empty where the step stored nothing. */
  records: z.array(graphRecord).readonly(),
  /** Of a ghost: how many records its id could mean; 0 where none does. */
  candidates: count,
  /**
   * Edges that leave this graph: towards what it needs, and towards what needs it, those of all folds counted once. Of a file: the
   * other pipelines that use it.
   */
  outside: z.object({ needs: count, needed_by: count }),
});

/** An edge, from what is needed to what needs it. */
export const graphEdge = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  kind: graphEdgeKind,
  /** Concluded, not written. */
  inferred: z.boolean(),
  /** Folds that it is between; null where it concerns the whole node: all folds, or fold 0 on behalf of all. */
  from_fold: z.number().int().nullable(),
  to_fold: z.number().int().nullable(),
  /** Whether it is part of a circle. */
  in_cycle: z.boolean(),
});

/** A graph of operators: of one pipeline, or around a record. */
export const operatorGraph = z.object({
  /** Changes whenever the answer does: what was drawn from the same content can be shown again. */
  content: z.string(),
  nodes: z.array(graphNode).readonly(),
  edges: z.array(graphEdge).readonly(),
  /** Circles of written dependencies: the ids of each, in order. */
  cycles: z.array(z.array(z.string()).readonly()).readonly(),
  /** Whether all that was asked for is in it: nodes or edges beyond the bounds are left out. */
  whole: z.boolean(),
  /** Whether steps that stored nothing are known: by an execution trace, or by the chains of a database. */
  traced: z.boolean(),
  /**
   * Why they are not; null where they are. A manifest has no trace; the models lie in native results alone, whose manifest names no other
   * steps; or no chain of the database uses the records.
   */
  untraced: z.enum(['no-trace', 'native-results', 'no-chain']).nullable(),
});

/** What a part of a pipeline's graph would hold: folds together, and each with a row of its own. */
const partSize = z.object({
  /** Operators; ids that mean no record, or several, not counted. */
  operators: count,
  /** The same with all folds opened: records, and operators that stored nothing. */
  opened: count,
});

/** How large the graph of a pipeline would be. */
export const graphSize = partSize.extend({
  branches: count,
  /**
   * The first 200 branches in the order of their indices: what is drawn with one chosen, which is what stands in it, in the branches
   * within it and in those around it.
   */
  parts: z.array(partSize.extend({ branch: z.array(z.number().int()).readonly() })).readonly(),
});

/** See {@link graphSize}. */
export type GraphSize = z.infer<typeof graphSize>;

/** See {@link graphParameter}. */
export type GraphParameter = z.infer<typeof graphParameter>;

/** See {@link graphRecord}. */
export type GraphRecord = z.infer<typeof graphRecord>;

/** See {@link graphNode}. */
export type GraphNode = z.infer<typeof graphNode>;

/** See {@link graphEdge}. */
export type GraphEdge = z.infer<typeof graphEdge>;

/** See {@link operatorGraph}. */
export type OperatorGraph = z.infer<typeof operatorGraph>;
