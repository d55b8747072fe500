import type { ManifestKind } from '../../../index/walk-event.ts';

/** What a folder of the workspace is for. */
export type Role =
  | { readonly kind: 'root' }
  | { readonly kind: 'binaries'; readonly owner: string; readonly direct: boolean }
  | { readonly kind: 'run-binaries'; readonly owner: string; readonly direct: boolean }
  | { readonly kind: 'runs' }
  /** `deep`: further down than directly below `runs/`, for a dataset with `/` in its name. */
  | { readonly kind: 'run'; readonly run: string; readonly deep: boolean }
  | { readonly kind: 'pipeline'; readonly run: string; readonly deep: boolean }
  | { readonly kind: 'elsewhere'; readonly manifests: ManifestKind };

/** The role of the folder `name` inside a folder of role `parent`. */
export function roleOfChild(parent: Role, name: string): Role {
  switch (parent.kind) {
    case 'root':
      if (name === 'binaries') return { kind: 'binaries', owner: '', direct: false };
      if (name === 'runs') return { kind: 'runs' };
      if (name === 'library') return { kind: 'elsewhere', manifests: 'library' };
      return { kind: 'elsewhere', manifests: name === 'exports' ? 'export' : 'other' };
    case 'binaries':
      if (parent.owner === '') return { kind: 'binaries', owner: name, direct: true };
      return { ...parent, direct: false };
    case 'run-binaries':
      return { ...parent, direct: false };
    case 'runs':
      return { kind: 'run', run: name, deep: false };
    case 'run':
      if (name === '_binaries') return { kind: 'run-binaries', owner: parent.run, direct: true };
      return { kind: 'pipeline', run: parent.run, deep: parent.deep };
    case 'pipeline':
      return { kind: 'elsewhere', manifests: 'other' };
    case 'elsewhere':
      return parent;
  }
}

/** Which kind of manifest a file named `manifest.yaml` in a folder of this role is. */
export function kindAt(role: Role): ManifestKind {
  if (role.kind === 'pipeline') return 'run';
  return role.kind === 'elsewhere' ? role.manifests : 'other';
}

/** Whether nirs4all would find the folder by this name, be it a link or not. */
export function isNamedByRecords(role: Role): boolean {
  if ('direct' in role) return role.direct || role.owner === '';
  return role.kind === 'runs' || role.kind === 'run' || role.kind === 'pipeline';
}
