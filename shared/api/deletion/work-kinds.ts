/** What may be going on in a workspace besides scans; only one at a time. */
export const WORK_KINDS = [
  'plan',
  'apply',
  'restore',
  'empty',
  'resume',
  'decide',
  'plan-import',
  'import',
  'undo-import',
] as const;

/** See {@link WORK_KINDS}. */
export type WorkKind = (typeof WORK_KINDS)[number];
