import { Construct } from 'constructs';
import { NetworkRules, podsLabelled, type TrafficRule } from '../../base/network/network-rules';
import { processPodLabels } from '../../base/pods/process-pod';
import { WebApplication } from '../../base/web-application';
import type { Callee } from '../service-context';
import { callingPeers, type CallingPods } from './calling-pods';
import { numbersIn } from './process-ports';
import { Worker } from './worker';

export interface CallNetworkProps {
  /** Name of the application that calls. */
  readonly application: string;
  readonly callers: CallingPods;
  readonly callees: readonly Callee[];
}

/** Lets other web applications of the namespace take calls of an application, or its own web pods those of its processes. */
export class CallNetwork extends Construct {
  /** The traffic to them. */
  readonly traffic: readonly TrafficRule[];

  constructor(scope: Construct, id: string, { application, callers, callees }: CallNetworkProps) {
    super(scope, id);
    const peers = callingPeers(application, callers);
    this.traffic = callees.flatMap((callee) =>
      calledProcesses(callee).map(({ name, pods, ports }) => {
        new NetworkRules(this, name, {
          name: `${name}-processes-from-${application}`,
          pods,
          from: [{ peers, ...ports }],
          to: [],
        });
        return { peers: [podsLabelled(pods)], ...ports };
      }),
    );
  }
}

/** A process that is called: its name, the labels of its pods, and its ports. */
interface CalledProcess {
  readonly name: string;
  readonly pods: Readonly<Record<string, string>>;
  readonly ports: Pick<TrafficRule, 'ports' | 'udpPorts'>;
}

/** The web pods of an application, which are called by HTTP too if they answer it, and its workers with ports. */
function calledProcesses({ name, port, ports }: Callee): readonly CalledProcess[] {
  const workers = new Set(ports.flatMap(({ worker }) => worker ?? []));
  const ofWeb = numbersIn(ports.filter(({ worker }) => worker === undefined));
  const atWeb = { ...ofWeb, ports: [...(port === undefined ? [] : [port]), ...ofWeb.ports] };
  return [
    ...(atWeb.ports.length + (atWeb.udpPorts ?? []).length === 0
      ? []
      : [{ name, pods: WebApplication.podLabels(name), ports: atWeb }]),
    ...[...workers].map((worker) => {
      const process = Worker.nameFor(name, worker);
      const own = ports.filter((each) => each.worker === worker);
      return { name: process, pods: processPodLabels(name, process), ports: numbersIn(own) };
    }),
  ];
}
