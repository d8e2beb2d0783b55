/** A kind as projects of Argo CD name it; the empty group is Kubernetes' own. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}
