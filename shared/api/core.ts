import { chainProcedures } from './chains/procedures.ts';
import { cleanProcedures } from './deletion/clean-procedures.ts';
import { trashProcedures } from './deletion/trash-procedures.ts';
import { exportProcedures } from './export/export-procedures.ts';
import { graphProcedures } from './graph/procedures.ts';
import { importProcedures } from './import/import-procedures.ts';
import { pipelineProcedures } from './pipelines/procedures.ts';
import { recordProcedures } from './records/procedures.ts';
import { workspaceProcedures } from './workspace/procedures.ts';

/**
 * The part of the contract that the core answers, in whatever thread or process it runs: a table of contents of the folders
 * beside it. Workspaces are named by the id that the host's `open` gave.
 */
export const coreContract = {
  clean: cleanProcedures,
  trash: trashProcedures,
  graph: graphProcedures,
  import: importProcedures,
  export: exportProcedures,
  workspace: { ...workspaceProcedures, ...pipelineProcedures, ...recordProcedures, ...chainProcedures },
};
