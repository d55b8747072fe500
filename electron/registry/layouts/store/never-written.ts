/**
 * Pipelines with records whose file is not there (`gone`, with columns id, manifest_id and name), each with whether its files were never
 * written: `user`, with columns id, path and never. A variant that did not beat the best so far has its rows written and its files never
 * (`read/beaten.ts`): then all files are missing that no other pipeline uses, and nothing was fitted again under its name. What was fitted again itself is none.
 * Which it is, is asked once for each pipeline: a grid search may have hundreds of thousands of such records.
 */
export const USERS_OF_GONE = String.raw`
  user AS MATERIALIZED (
    SELECT m.id, m.path, m.beaten = 1 AND coalesce(m.name, '') NOT LIKE '%\_refit%' ESCAPE '\'
      AND coalesce((m.run_id, coalesce(m.dataset, ''), m.name || '_refit') IN (SELECT run_id, coalesce(dataset, ''), name FROM pipeline), 0) = 0
      AND NOT EXISTS (SELECT 1 FROM record o CROSS JOIN reference x ON x.record_id = o.id AND x.exact = 1
        WHERE o.manifest_id = m.id AND NOT EXISTS (SELECT 1 FROM reference y CROSS JOIN record other ON other.id = y.record_id
          WHERE y.file_id = x.file_id AND other.manifest_id <> m.id)) AS never
    FROM (SELECT DISTINCT manifest_id FROM gone) g CROSS JOIN manifest m ON m.id = g.manifest_id)`;

/** Which records those are is asked of: those of pipelines that name a file below `artifacts/`. */
export const MAY_BE_GONE = String.raw`p.part IS NOT NULL AND p.stands_for IS NULL AND r.name <> ''
      AND r.name NOT LIKE 'native\_results/%' ESCAPE '\'`;

/** Of what is missing, the records whose files were never written; a file that anything else needs is lost, whoever names it besides. */
export const NEVER_WRITTEN = `
  INSERT OR IGNORE INTO unwritten
  WITH gone AS MATERIALIZED (
    SELECT r.id, r.manifest_id, r.name, r.dataset FROM missing r CROSS JOIN pipeline p ON p.id = r.manifest_id WHERE ${MAY_BE_GONE}),${USERS_OF_GONE}
  SELECT g.id FROM gone g CROSS JOIN user u ON u.id = g.manifest_id WHERE u.never = 1
    AND g.dataset NOT IN (SELECT dataset FROM hidden_dataset)
    AND g.name NOT IN (SELECT l.name FROM gone l CROSS JOIN user w ON w.id = l.manifest_id WHERE w.never = 0)`;
