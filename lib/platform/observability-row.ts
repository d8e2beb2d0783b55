import { gitSshAlarms } from '../../constructs/gitlab/git-ssh-alarms';
import { apiBalancerAlarms } from '../../constructs/observability/api-balancer-alarms';
import { natAlarms } from '../../constructs/observability/nat-alarms';
import { routerBalancerAlarms } from '../../constructs/observability/router-balancer-alarms';
import { CachesStack } from '../stacks/caches-stack';
import { ClusterStack } from '../stacks/cluster-stack';
import { GitLabStack } from '../stacks/gitlab-stack';
import { NetworkStack } from '../stacks/network-stack';
import { ObservabilityStack } from '../stacks/observability-stack';
import { SingleSignOnStack } from '../stacks/single-sign-on-stack';
import { backupAlarmSpecs } from './backup';
import { cachesAlarms } from './caches';
import { hostsAlarms } from './hosts';
import { observabilitySettings } from './observability';
import { singleSignOnAlarms } from './single-sign-on';
import { gitSsh } from '../../model/gitlab-names';
import { always, stackRow } from './stack-row';

export const observabilityRow = stackRow({
  noun: 'observability',
  stack: ObservabilityStack,
  when: always,
  needs: [],
  uses: [NetworkStack],
  after: [SingleSignOnStack, ClusterStack, CachesStack, GitLabStack],
  make: ({ app, place, names, environment, facts, use, ifMade }) => {
    const { topic, alertsUrl, monthlyBudget } = observabilitySettings(environment, names);
    const gitlab = ifMade(GitLabStack);
    return new ObservabilityStack(app, place.stackName, {
      ...place,
      topic,
      alertsUrl,
      monthlyBudget,
      alarms: [
        ...natAlarms(use(NetworkStack).natGatewayIds),
        ...singleSignOnAlarms(ifMade(SingleSignOnStack)?.watched),
        ...hostsAlarms(environment),
        ...apiBalancerAlarms(ifMade(ClusterStack)?.apiBalancers ?? []),
        ...(facts.infraId === undefined
          ? []
          : [...routerBalancerAlarms(environment.cluster.ingress.balancer), ...backupAlarmSpecs(environment)]),
        ...(ifMade(CachesStack) === undefined ? [] : cachesAlarms(environment)),
        ...(gitlab === undefined ? [] : gitSshAlarms(gitSsh, gitlab.sshBalancer)),
      ],
    });
  },
});
