/** A running EC2 instance of a pool of the environment. */
export interface PoolMachine {
  readonly instanceId: string;
  /** Name of the pool, from its tag. */
  readonly pool: string;
  /** Private DNS name in the VPC, which is also the name of its node. */
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

/** A taint of a node. */
export interface ClusterNodeTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** A CertificateSigningRequest of the cluster. */
export interface SigningRequest {
  readonly name: string;
  readonly signer: string;
  /** User that made it, as authenticated by the API server. */
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

/** Name of the node of a user `system:node:<name>`; undefined for other users. */
export const nodeForUser = (user: string): string | undefined =>
  user.startsWith(nodeUser) && user.length > nodeUser.length ? user.slice(nodeUser.length) : undefined;
