// An `oc` for `remove-a-cluster.deep.ts`: a small cluster in a file, whose controllers do what they do after each call.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env.CLUSTER;
const state = JSON.parse(readFileSync(file, 'utf8'));
const [, , ...args] = process.argv;
const line = args.join(' ');
const namespace = /(?:^| )-n (\S+)/.exec(line)?.[1];
const words = args.filter((arg, index) => !arg.startsWith('-') && !['-n', '-p', '-o'].includes(args[index - 1]));

/** What waits for somebody who is not there would keep the person waiting for ever. */
function hangs(why) {
  console.error(`${line}: waits for ever: ${why}`);
  process.exit(1);
}

const handlers = {
  'delete applications.argoproj.io': () => {
    state.applications = [];
  },
  scale: () => {
    const replicas = Number(/--replicas=(\d+)/.exec(line)?.[1]);
    state.deployments[`${namespace}/${words[1].replace('deployment/', '')}`] = replicas;
  },
  'delete machineautoscalers': () => {
    state.autoscalers = [];
  },
  'get services': () => {
    if (!line.includes('{range .items[?(@.spec.type=="LoadBalancer")]}')) throw new Error(`unknown question: ${line}`);
    for (const service of state.services.filter(({ type }) => type === 'LoadBalancer')) {
      console.log(`${service.namespace} ${service.name}`);
    }
  },
  'delete service': () => {
    state.services = state.services.filter(({ name, ...each }) => each.namespace !== namespace || name !== words[2]);
  },
  'delete ingresscontroller': () => {
    if (!state.deployments['openshift-ingress-operator/ingress-operator']) hangs('nobody takes its finalizer away');
    state.services = state.services.filter(({ name }) => !name.startsWith('router-'));
  },
  'adm cordon': () => {
    state.cordoned = true;
  },
  'get pv': () => state.volumes.forEach(({ name }) => console.log(`persistentvolume/${name}`)),
  patch: () => {
    const patch = JSON.parse(args[args.indexOf('-p') + 1]);
    if (words.includes('configs.imageregistry.operator.openshift.io')) state.registry = patch.spec.managementState;
    const named = args.filter((arg) => arg.startsWith('persistentvolume/')).map((arg) => arg.split('/')[1]);
    for (const volume of state.volumes.filter(({ name }) => named.includes(name))) {
      volume.policy = patch.spec.persistentVolumeReclaimPolicy;
    }
  },
  'delete pvc': () => {
    for (const volume of state.volumes) volume.claimDeleted = true;
    // An operator makes the claim of its database again, and a pod that finds a machine has a disk made for it.
    if (!state.cordoned) state.volumes.push({ name: 'pvc-again', policy: 'Delete' });
    if (state.machines.length > 0 && !line.includes('--wait=false')) hangs('pods have the claims');
  },
  'annotate machines': () => {
    if (line.includes('machine.openshift.io/exclude-node-draining=')) state.undrained = true;
  },
  'delete machinesets': () => {
    if (!state.undrained) hangs('a budget holds the drain up');
    state.machineSets = [];
  },
};

const handler = Object.entries(handlers).find(([start]) => words.join(' ').startsWith(start))?.[1];
if (handler === undefined) throw new Error(`unknown command: oc ${line}`);
handler();

// What the controllers do then.
if (state.applications.length > 0) state.deployments['openshift-cluster-version/cluster-version-operator'] = 1;
if (state.deployments['openshift-cluster-version/cluster-version-operator']) {
  state.deployments['openshift-ingress-operator/ingress-operator'] = 1;
}
const hasRouter = state.services.some(({ name }) => name === 'router-default');
if (state.deployments['openshift-ingress-operator/ingress-operator'] && !hasRouter) {
  state.services.push({ namespace: 'openshift-ingress', name: 'router-default', type: 'LoadBalancer' });
}
if (state.machineSets.length === 0) state.machines = [];
else if (state.autoscalers.length > 0 && state.machines.length < 9) state.machines.push('one-more');
state.volumes = state.volumes.filter(
  ({ claimDeleted, policy }) => !claimDeleted || policy !== 'Delete' || (state.machines.length > 0 && state.pods),
);
if (state.machines.length === 0) state.pods = false;
writeFileSync(file, JSON.stringify(state));
