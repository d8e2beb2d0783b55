/** A security group of the cluster: of machines, or of the balancers of its API. */
export type SecurityGroupName = 'control-plane' | 'node' | 'bootstrap' | 'api-internal' | 'api-external';

/** Uses of address blocks: the VPC, the people who install, the clients of the API outside the VPC, and those in the tunnel. */
export const blockNames = ['vpc', 'installers', 'api-clients', 'tunnel'] as const;
export type BlockName = (typeof blockNames)[number];

/** An ingress rule of a security group. */
export interface PortRule {
  readonly group: SecurityGroupName;
  /** Protocol as EC2 writes it: tcp, udp, icmp, or the number of an IP protocol. */
  readonly protocol: 'tcp' | 'udp' | 'icmp' | '50';
  /** Both ports -1: every type and code of ICMP. Both ports undefined: a protocol without ports. */
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  readonly source: SecurityGroupName | BlockName;
  /** Description of the rule in EC2, in characters that EC2 accepts. */
  readonly purpose: string;
}

type Row = readonly [...Parameters<typeof rule>];

const rule = (
  group: PortRule['group'],
  protocol: PortRule['protocol'],
  fromPort: PortRule['fromPort'],
  toPort: PortRule['toPort'],
  source: PortRule['source'],
  purpose: string,
): PortRule => ({ group, protocol, fromPort, toPort, source, purpose });

const noPort = undefined;

const rows: readonly Row[] = [
  ['control-plane', 'icmp', -1, -1, 'vpc', 'ICMP: ping, path MTU'],
  ['control-plane', 'tcp', 22, 22, 'vpc', 'SSH'],
  ['control-plane', 'tcp', 6443, 6443, 'vpc', 'Kubernetes API'],
  ['control-plane', 'tcp', 22623, 22623, 'api-internal', 'Machine config server, by the balancer'],
  ['control-plane', 'tcp', 2379, 2380, 'control-plane', 'etcd: clients and peers'],
  ['control-plane', 'udp', 6081, 6081, 'control-plane', 'Geneve: pod network'],
  ['control-plane', 'udp', 6081, 6081, 'node', 'Geneve: pod network'],
  ['control-plane', 'udp', 4789, 4789, 'control-plane', 'VXLAN: pod network of hybrid clusters'],
  ['control-plane', 'udp', 4789, 4789, 'node', 'VXLAN: pod network of hybrid clusters'],
  ['control-plane', 'udp', 500, 500, 'control-plane', 'IPsec: key exchange'],
  ['control-plane', 'udp', 500, 500, 'node', 'IPsec: key exchange'],
  ['control-plane', 'udp', 4500, 4500, 'control-plane', 'IPsec: NAT traversal'],
  ['control-plane', 'udp', 4500, 4500, 'node', 'IPsec: NAT traversal'],
  ['control-plane', '50', noPort, noPort, 'control-plane', 'IPsec: ESP'],
  ['control-plane', '50', noPort, noPort, 'node', 'IPsec: ESP'],
  ['control-plane', 'tcp', 9000, 9999, 'control-plane', 'Host services: metrics and others'],
  ['control-plane', 'tcp', 9000, 9999, 'node', 'Host services: metrics and others'],
  ['control-plane', 'udp', 9000, 9999, 'control-plane', 'Host services'],
  ['control-plane', 'udp', 9000, 9999, 'node', 'Host services'],
  ['control-plane', 'tcp', 10250, 10259, 'control-plane', 'Kubelet, controller managers, scheduler'],
  ['control-plane', 'tcp', 10250, 10259, 'node', 'Kubelet, controller managers, scheduler'],
  ['control-plane', 'tcp', 30000, 32767, 'control-plane', 'Node ports'],
  ['control-plane', 'tcp', 30000, 32767, 'node', 'Node ports'],
  ['control-plane', 'udp', 30000, 32767, 'control-plane', 'Node ports'],
  ['control-plane', 'udp', 30000, 32767, 'node', 'Node ports'],

  ['node', 'icmp', -1, -1, 'vpc', 'ICMP: ping, path MTU'],
  ['node', 'tcp', 22, 22, 'vpc', 'SSH'],
  ['node', 'udp', 6081, 6081, 'node', 'Geneve: pod network'],
  ['node', 'udp', 6081, 6081, 'control-plane', 'Geneve: pod network'],
  ['node', 'udp', 4789, 4789, 'node', 'VXLAN: pod network of hybrid clusters'],
  ['node', 'udp', 4789, 4789, 'control-plane', 'VXLAN: pod network of hybrid clusters'],
  ['node', 'udp', 500, 500, 'node', 'IPsec: key exchange'],
  ['node', 'udp', 500, 500, 'control-plane', 'IPsec: key exchange'],
  ['node', 'udp', 4500, 4500, 'node', 'IPsec: NAT traversal'],
  ['node', 'udp', 4500, 4500, 'control-plane', 'IPsec: NAT traversal'],
  ['node', '50', noPort, noPort, 'node', 'IPsec: ESP'],
  ['node', '50', noPort, noPort, 'control-plane', 'IPsec: ESP'],
  ['node', 'tcp', 9000, 9999, 'node', 'Host services: metrics and others'],
  ['node', 'tcp', 9000, 9999, 'control-plane', 'Host services: metrics and others'],
  ['node', 'udp', 9000, 9999, 'node', 'Host services'],
  ['node', 'udp', 9000, 9999, 'control-plane', 'Host services'],
  ['node', 'tcp', 10250, 10250, 'node', 'Kubelet'],
  ['node', 'tcp', 10250, 10250, 'control-plane', 'Kubelet'],
  ['node', 'tcp', 30000, 32767, 'node', 'Node ports'],
  ['node', 'tcp', 30000, 32767, 'control-plane', 'Node ports'],
  ['node', 'udp', 30000, 32767, 'node', 'Node ports'],
  ['node', 'udp', 30000, 32767, 'control-plane', 'Node ports'],

  ['bootstrap', 'tcp', 22, 22, 'vpc', 'SSH'],
  ['bootstrap', 'tcp', 22, 22, 'installers', 'SSH'],
  ['bootstrap', 'tcp', 19531, 19531, 'vpc', 'Journal, read when logs are gathered'],
  ['bootstrap', 'tcp', 19531, 19531, 'installers', 'Journal, read when logs are gathered'],

  ['api-internal', 'tcp', 6443, 6443, 'vpc', 'Kubernetes API'],
  ['api-internal', 'tcp', 6443, 6443, 'tunnel', 'Kubernetes API, through the tunnel'],
  ['api-internal', 'tcp', 22623, 22623, 'control-plane', 'Machine config server'],
  ['api-internal', 'tcp', 22623, 22623, 'node', 'Machine config server'],

  ['api-external', 'tcp', 6443, 6443, 'api-clients', 'Kubernetes API'],
];

/**
 * The ingress rules of a cluster: OpenShift's matrix for user-provisioned infrastructure, with groups for the load
 * balancers as the installer makes them. Differences:
 *
 * - All of ICMP. OpenShift's template has 0/0, which in EC2 is only the echo reply, and so loses path-MTU messages.
 * - The machine config server accepts only the internal load balancer, and so only machines of the cluster. In
 *   OpenShift's template load balancers have no group, so the whole VPC reaches it; but what the server hands out lets
 *   any host join the cluster.
 * - The bootstrap machine accepts the VPC and the people who install; OpenShift's template lets everybody in.
 *
 * Sources: openshift/installer:upi/aws/cloudformation/03_cluster_security.yaml, 04_cluster_bootstrap.yaml,
 * pkg/asset/manifests/aws/cluster.go;
 * kubernetes-sigs/cluster-api-provider-aws:pkg/cloud/services/securitygroup/securitygroups.go.
 */
export const portMatrix: readonly PortRule[] = rows.map((row) => rule(...row));
