import type { Registration } from '../../electron/registry/bring-in/register.ts';

/** What {@link registration} adds to, in the fixture `corn`. */
export const REGISTERED_IN = 'runs/corn/0001_pls_2daa0a/manifest.yaml';

/** A model that is registered in a pipeline. */
export function registration(file: string): Registration {
  return {
    file,
    manifest: REGISTERED_IN,
    chain: 's9.Ridge[br=0]',
    last: { step: 9, branchPath: [0], source: null, substep: null },
    id: null,
    type: 'model',
    className: 'Ridge',
    format: 'joblib',
    fold: 0,
    dependsOn: [],
    params: {},
    metaConfig: null,
    customName: null,
  };
}
