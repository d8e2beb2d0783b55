/** Label of every worker node with the name of its pool. */
export const poolLabel = 'commons-platform/pool';

/** Role label of nodes, by which a MachineConfigPool of this name selects them. */
export const roleLabel = (pool: string): string => `node-role.kubernetes.io/${pool}`;

/** Settings of a pool from which the labels of its nodes follow. */
export interface PoolLabelInputs {
  readonly name: string;
  /** Labels that the pool declares. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the pool has its own MachineConfigPool. */
  readonly tuned: boolean;
}

/** Labels of all nodes of a pool, with machines of the machine API as well as of CloudFormation. */
export const nodeLabels = ({ name, labels, tuned }: PoolLabelInputs): Readonly<Record<string, string>> => ({
  ...labels,
  [poolLabel]: name,
  ...(tuned ? { [roleLabel(name)]: '' } : {}),
});

/** A taint of a pool's nodes. */
export interface NodeTaint {
  readonly key: string;
  /**
   * Value of the taint.
   * @default no value; a toleration with the operator `Exists` matches it
   */
  readonly value?: string;
  readonly effect: string;
}
