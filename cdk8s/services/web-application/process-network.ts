import { Construct } from 'constructs';
import { NetworkRules, podsLabelled, type TrafficRule } from '../../base/network/network-rules';
import { applicationPodLabels } from '../../base/pods/process-pod';

export interface ProcessNetworkProps {
  /** Name of the application. */
  readonly application: string;
  /** What it calls outside. */
  readonly outside: readonly TrafficRule[];
  /** Database and cache, by a name for each. */
  readonly calls: Readonly<Record<string, TrafficRule>>;
}

/** Lets the processes beside the web pods call what those call. Nobody calls them. */
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
    // Databases and caches in the namespace know the web pods only. Policies add up, so theirs stay as they are.
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

/** The labels of a peer whose pods are in the same namespace; those of others decide by themselves who may call. */
const podsInNamespace = ({
  namespaceSelector,
  podSelector,
}: TrafficRule['peers'][number]): readonly Readonly<Record<string, string>>[] =>
  namespaceSelector === undefined && podSelector?.matchLabels !== undefined ? [podSelector.matchLabels] : [];
