import { requestedCertificate, type RequestedCertificate } from './certificate-request';
import { nodeForUser, type ClusterNode, type PoolMachine, type SigningRequest } from './subjects';

/** What is done about a pending request. Nothing is ever denied: what is left may still be approved by a person. */
export type RequestDecision =
  | { readonly request: SigningRequest; readonly approve: true; readonly machine: PoolMachine }
  | { readonly request: SigningRequest; readonly approve: false; readonly because: string };

/** What is known when requests are decided on. */
export interface ClusterState {
  readonly requests: readonly SigningRequest[];
  readonly nodes: readonly ClusterNode[];
  /** Running machines of the pools that are admitted. */
  readonly machines: readonly PoolMachine[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** So long after its launch a machine may become a node: as long as OpenShift's own approver gives to its machines. */
const hoursToJoin = 2;

const clientSigner = 'kubernetes.io/kube-apiserver-client-kubelet';
const servingSigner = 'kubernetes.io/kubelet-serving';

const bootstrapper = 'system:serviceaccount:openshift-machine-config-operator:node-bootstrapper';
const bootstrapperGroups = [
  'system:serviceaccounts',
  'system:serviceaccounts:openshift-machine-config-operator',
  'system:authenticated',
];
const nodeGroups = ['system:nodes', 'system:authenticated'];

/**
 * Decides on every pending request of a kubelet; requests to other signers are not looked at.
 *
 * OpenShift's own approver knows a machine by its Machine object. Machines that CloudFormation starts have none, so it
 * leaves their requests, and this stands in for it: with the same conditions, and EC2 as the witness.
 * Source: openshift/cluster-machine-approver:README.md, pkg/controller/csr_check.go.
 */
export function decideRequests(state: ClusterState): readonly RequestDecision[] {
  return state.requests
    .filter((request) => request.state === 'pending' && [clientSigner, servingSigner].includes(request.signer))
    .map((request) => {
      const machine = findMachine(request, state);
      return typeof machine === 'string'
        ? { request, approve: false, because: machine }
        : { request, approve: true, machine };
    });
}

/** The machine whose request this is, or why that is not sure. */
function findMachine(request: SigningRequest, state: ClusterState): PoolMachine | string {
  const wanted = requestedCertificate(request.request);
  if (wanted === undefined) return 'it cannot be read';
  const client = request.signer === clientSigner;
  const name = nodeNameIn(wanted);
  if (name === undefined) return 'its subject is not that of a node';
  const [machine, second] = state.machines.filter((candidate) => candidate.name === name);
  const odd = client ? oddClient(request, wanted) : oddServing(request, wanted, name);
  if (odd !== undefined) return odd;
  if (machine === undefined) return `no running machine of an admitted pool is called ${name}`;
  if (second !== undefined) return `${machine.instanceId} and ${second.instanceId} are both called ${name}`;
  if (request.createdAt < machine.launchedAt)
    return `it is older than ${machine.instanceId}, which is called ${name} now`;
  return (client ? lateClient(request, machine, state) : foreignServing(wanted, machine, state.nodes)) ?? machine;
}

/** A subject is `O=system:nodes, CN=system:node:<name>` and nothing more. */
function nodeNameIn({ subject }: RequestedCertificate): string | undefined {
  const of = (attribute: string) => subject.flatMap(([key, value]) => (key === attribute ? [value] : []));
  const [commonName] = of('CN');
  if (subject.length !== 2 || commonName === undefined || of('O')[0] !== 'system:nodes') return undefined;
  return nodeForUser(commonName);
}

/** What no first request of a kubelet has. */
function oddClient({ username, groups, usages }: SigningRequest, wanted: RequestedCertificate): string | undefined {
  if (username !== bootstrapper) return `${username} asks for it, not the bootstrapper of nodes`;
  if (!sameMembers(groups, bootstrapperGroups)) return `it comes with the groups ${groups.join(', ')}`;
  if (!fitting(usages, 'client auth')) return `it is for ${usages.join(', ')}`;
  const [oddity] = [...wanted.dnsNames, ...wanted.addresses, ...wanted.oddities];
  return oddity === undefined ? undefined : `it asks for ${oddity} besides`;
}

/** What no request of a kubelet for the certificate of its server has. */
function oddServing(
  { username, groups, usages }: SigningRequest,
  { dnsNames, addresses, oddities }: RequestedCertificate,
  name: string,
): string | undefined {
  if (nodeForUser(username) !== name) return `${username} asks for it in the name of ${name}`;
  if (!sameMembers(groups, nodeGroups)) return `it comes with the groups ${groups.join(', ')}`;
  if (!fitting(usages, 'server auth')) return `it is for ${usages.join(', ')}`;
  if (oddities[0] !== undefined) return `it asks for ${oddities[0]} besides`;
  return dnsNames.length + addresses.length === 0 ? 'it names no address' : undefined;
}

/** A machine becomes a node once, soon after its launch. */
function lateClient(
  { name: own }: SigningRequest,
  { instanceId, name, launchedAt }: PoolMachine,
  { requests, nodes, now }: ClusterState,
): string | undefined {
  if (nodes.some((node) => node.name === name)) return `${name} is a node already`;
  if (now - launchedAt > hoursToJoin * 3_600_000)
    return `${instanceId} was launched more than ${hoursToJoin} hours ago`;
  const rivals = requests.filter(
    (rival) =>
      rival.name !== own &&
      rival.signer === clientSigner &&
      rival.username === bootstrapper &&
      rival.state !== 'denied' &&
      rival.createdAt >= launchedAt &&
      namesNode(rival, name),
  );
  const approved = rivals.find(({ state }) => state === 'approved');
  if (approved !== undefined) return `${name} was admitted by ${approved.name}`;
  return rivals[0] === undefined ? undefined : `${rivals[0].name} claims to be ${name} too: find out which one is`;
}

const namesNode = ({ request }: SigningRequest, name: string): boolean => {
  const wanted = requestedCertificate(request);
  return wanted !== undefined && nodeNameIn(wanted) === name;
};

/** A node may serve under the names of its own machine only. */
function foreignServing(
  { dnsNames, addresses }: RequestedCertificate,
  machine: PoolMachine,
  nodes: readonly ClusterNode[],
): string | undefined {
  const node = nodes.find(({ name }) => name === machine.name);
  if (node === undefined) return `${machine.name} is not a node yet`;
  if (node.instanceId !== machine.instanceId) {
    return `the node ${node.name} runs on ${node.instanceId ?? 'a machine not known yet'}, not on ${machine.instanceId}`;
  }
  const own = [machine.name, ...machine.addresses];
  const foreign = [...dnsNames, ...addresses].filter((name) => !own.includes(name));
  return foreign.length === 0 ? undefined : `${foreign.join(', ')} is not of ${machine.instanceId}`;
}

/** Kubelets with an elliptic key leave out the encipherment of keys. */
const fitting = (usages: readonly string[], purpose: string): boolean =>
  sameMembers(
    usages.filter((usage) => usage !== 'key encipherment'),
    ['digital signature', purpose],
  );

const sameMembers = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join('\n') === [...b].sort().join('\n');
