/** A running instance of EC2 that a pool of the environment started. */
export interface PoolMachine {
  readonly instanceId: string;
  /** Name of the pool, from its tag. */
  readonly pool: string;
  /** Name by which EC2 knows it inside the VPC; its node is called so. */
  readonly name: string;
  /** Its IPv4 and IPv6 addresses inside the VPC, in their short form. */
  readonly addresses: readonly string[];
  /** Milliseconds since the epoch. */
  readonly launchedAt: number;
}

/** A node of the cluster. */
export interface ClusterNode {
  readonly name: string;
  /** Instance that it runs on; undefined until that is known. */
  readonly instanceId: string | undefined;
  readonly ready: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly ClusterNodeTaint[];
}

/** What keeps pods off a node. */
export interface ClusterNodeTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** A request for a certificate, as the cluster holds it. */
export interface SigningRequest {
  readonly name: string;
  readonly signer: string;
  /** Who asks, as the cluster made sure. */
  readonly username: string;
  readonly groups: readonly string[];
  readonly usages: readonly string[];
  /** PEM. */
  readonly request: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly state: 'pending' | 'approved' | 'denied';
}

const nodeUser = 'system:node:';

/** The node whose user this is; undefined when it is no node's. */
export const nodeForUser = (user: string): string | undefined =>
  user.startsWith(nodeUser) && user.length > nodeUser.length ? user.slice(nodeUser.length) : undefined;
