/** Label of every worker node with the name of its pool. */
export const poolLabel = 'commons-platform/pool';

/** Label by which a node belongs to the machine configuration pool of this name. */
export const roleLabel = (pool: string): string => `node-role.kubernetes.io/${pool}`;

/** What the labels of a pool's nodes depend on. */
export interface PoolLabelInputs {
  readonly name: string;
  /** Labels of its own. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether it has a machine configuration of its own. */
  readonly tuned: boolean;
}

/** Labels of all nodes of a pool, whoever makes its machines. */
export const nodeLabels = ({ name, labels, tuned }: PoolLabelInputs): Readonly<Record<string, string>> => ({
  ...labels,
  [poolLabel]: name,
  ...(tuned ? { [roleLabel(name)]: '' } : {}),
});

/** A taint of a pool's nodes. */
export interface NodeTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}
