import { resolverAlarms } from '../../constructs/dns/resolver-alarms';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import { NetworkStack } from '../stacks/network-stack';
import { ResolverStack } from '../stacks/resolver-stack';
import { stackRow } from './stack-row';

export const resolverRow = stackRow({
  noun: 'resolver',
  stack: ResolverStack,
  when: ({ resolver }) => resolver,
  needs: [],
  uses: [NetworkStack],
  after: [],
  make: ({ app, place, names, asked: { inbound, forward, queryLogs }, use }) => {
    const { vpcId, privateSubnetIds } = use(NetworkStack);
    return new ResolverStack(app, place.stackName, {
      ...place,
      vpcId,
      // AWS demands two addresses, and each is billed by the hour.
      subnetIds: [...privateSubnetIds.values()].slice(0, 2),
      inbound,
      forward: forward.map(({ zone, to, because }) => ({ zone, servers: to, because })),
      queryLogs:
        'none' in queryLogs
          ? undefined
          : { bucketName: names.bucket('resolver-queries'), keepDays: queryLogs.keepDays },
    });
  },
});

/** Returns the alarms of the endpoints; an empty list while there are none. */
export const resolverAlarmSpecs = (stack: ResolverStack | undefined): readonly AlarmSpec[] =>
  stack === undefined ? [] : resolverAlarms(stack.watched);
