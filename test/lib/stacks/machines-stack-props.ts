import { hostSpecs } from '../../../lib/platform/machines';
import { people } from '../../../lib/platform/people';
import { sessionLog } from '../../../lib/platform/sessions';
import { tunnelSpec } from '../../../lib/platform/tunnel';
import type { MachinesStackProps } from '../../../lib/stacks/machines-stack';
import { load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

/** The environment whose hosts they are. */
export const { environment } = load(fullEnvironment);
const { account, region, zones } = environment;
const subnets = (tier: string) => new Map(zones.map((zone) => [zone, `${tier}-${zone}`]));

/** The hosts and the tunnel of an environment that says everything. */
export const machinesStackProps: MachinesStackProps = {
  stackName: 'testing-machines',
  environment: 'testing',
  account,
  region,
  zones,
  tags: { 'commons-platform/environment': 'testing' },
  hosts: hostSpecs(environment, 'Z0EXAMPLE123COMMONS45'),
  tunnel: tunnelSpec(environment),
  people: people(environment),
  sessionLog: sessionLog(environment)?.logGroupName,
  routeTableIds: new Map(['public', ...zones].map((of) => [of, `rtb-${of}`])),
  networkIpv6Block: '2001:db8:77:5600::/56',
  vpcId: 'vpc-1',
  subnetIds: { private: subnets('hosts'), public: subnets('public') },
  diskKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/disks',
  diskKey: { alias: 'alias/testing-volumes', region, account },
  dataKey: { alias: 'alias/testing-data', region, account },
  privateZoneIds: new Map([['internal.commons.example', 'Z1']]),
  metricNamespace: 'CommonsPlatform/Hosts',
};
