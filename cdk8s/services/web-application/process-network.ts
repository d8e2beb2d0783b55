import { Construct } from 'constructs';
import { NetworkRules, podsLabelled, type TrafficRule } from '../../base/network/network-rules';
import { applicationPodLabels } from '../../base/pods/process-pod';

export interface ProcessNetworkProps {
  /** Name of the application. */
  readonly application: string;
  /** Traffic to addresses outside the cluster. */
  readonly outside: readonly TrafficRule[];
  /** Traffic to database and cache, by a name for each. */
  readonly calls: Readonly<Record<string, TrafficRule>>;
}

/** NetworkPolicies that let workers, jobs and migrations call what the web pods call. No other pod may call them. */
export class ProcessNetwork extends Construct {
  constructor(scope: Construct, id: string, { application, outside, calls }: ProcessNetworkProps) {
    super(scope, id);
    const name = `${application}-processes`;
    new NetworkRules(this, 'network', {
      name,
      pods: applicationPodLabels(application),
      from: [],
      to: [...outside, ...Object.values(calls)],
    });
    // Policies of databases and caches in the namespace admit the web pods only. Policies add up, so one for each is added here.
    for (const [callee, { peers, ports }] of Object.entries(calls)) {
      for (const pods of peers.flatMap(podsInNamespace)) {
        new NetworkRules(this, callee, {
          name: `${name}-to-${callee}`,
          pods,
          from: [{ peers: [podsLabelled(applicationPodLabels(application))], ports }],
          to: [],
        });
      }
    }
  }
}

/** Returns the labels of a peer in the same namespace, else nothing: other namespaces have policies of their own. */
const podsInNamespace = ({
  namespaceSelector,
  podSelector,
}: TrafficRule['peers'][number]): readonly Readonly<Record<string, string>>[] =>
  namespaceSelector === undefined && podSelector?.matchLabels !== undefined ? [podSelector.matchLabels] : [];
