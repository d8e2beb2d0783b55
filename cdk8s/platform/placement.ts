/** The nodes on which pods run, as fields of a pod's specification. */
export interface Placement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
}

/** A toleration of a pod for a taint. */
export type Toleration =
  | { readonly key: string; readonly operator: 'Exists'; readonly effect: string }
  | { readonly key: string; readonly operator: 'Equal'; readonly value: string; readonly effect: string };
