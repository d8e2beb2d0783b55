/** A kind as an AppProject of Argo CD names it; the empty group is the core API of Kubernetes. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}
