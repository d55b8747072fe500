import { z } from 'zod';
import { errors } from '../errors.ts';
import { part, question, scope, workspace } from '../procedure.ts';
import { recordKey } from '../records/record-key.ts';
import { dependsOn } from '../records/relations.ts';
import { ifDeleted } from './if-deleted.ts';
import { graphSize, operatorGraph } from './graph.ts';
import { workspaceGraph } from './workspace-graph.ts';

const { NOT_FOUND } = errors;

/** What a graph shows besides operators and what lies between them. */
const shown = z.object({
  /** Stored files as nodes of their own. */
  files: z.boolean().default(false),
  /** Ids of nodes whose neighbours are brought in, in this order; what is not in the graph by then is passed over. */
  beyond: z.array(z.string()).max(500).readonly().default([]),
});

/** Nodes of a graph that are thought away, in any mixture. */
const deletedNodes = z.object({
  /** Of operators. By itself no record can be deleted: this is what would hang on it alone. */
  records: z.array(recordKey).max(20_000).readonly().default([]),
  /** By the paths of their manifests. */
  pipelines: z.array(z.string()).max(10_000).readonly().default([]),
  /** By their paths; they go whoever uses them. */
  files: z.array(z.string()).max(10_000).readonly().default([]),
});

/** A branch: indices, outermost first. */
const branch = z.array(z.number().int()).max(1000).readonly();

/**
 * Graphs of operators. None has more than 2,000 nodes or 20,000 edges: what is beyond that counts as `outside` of the nodes that it
 * hangs on.
 */
export const graphProcedures = {
  /**
   * The derived way of one pipeline, what its records say that they need, and ids that mean no record, or several. With a branch,
   * just what stands in it, in the branches within it, and in those around it.
   */
  pipeline: question
    .errors({ NOT_FOUND })
    .input(workspace.extend({ manifest: z.string(), branch: branch.optional(), ...shown.shape }))
    .output(operatorGraph),
  /**
   * What the operator of a record needs, what needs it, or both, over so many steps, in whatever pipelines. With files also what uses
   * the same ones; that is two steps, from an operator to the file and on.
   */
  around: question
    .errors({ NOT_FOUND })
    .input(
      workspace.extend({
        key: recordKey,
        hops: z.number().int().min(0).max(100_000),
        direction: z.enum(['needs', 'needed_by', 'both']),
        ...shown.shape,
      }),
    )
    .output(operatorGraph),
  /** How large the graph of a pipeline would be, and the parts of it, before anything is drawn. */
  size: question
    .errors({ NOT_FOUND })
    .input(workspace.extend({ manifest: z.string() }))
    .output(graphSize),
  /** What a record depends on as written, at any depth, a part at a time: the inspector shows the first. */
  dependencies: question
    .errors({ NOT_FOUND })
    .input(workspace.extend({ key: recordKey, ...part.shape }))
    .output(dependsOn),
  /** Datasets, then pipelines, joined by the files that they share. */
  workspace: question.input(scope).output(workspaceGraph),
  /** What deleting some nodes together would do, with what becomes of each file. What is no longer there is passed over. */
  ifDeleted: question.input(workspace.extend({ selection: deletedNodes })).output(ifDeleted),
};
