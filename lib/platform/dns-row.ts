import { clusterDomain } from '../../model/environment';
import { DnsStack } from '../stacks/dns-stack';
import { NetworkStack } from '../stacks/network-stack';
import { pagesZoneProps } from './gitlab';
import { observabilitySettings, watchedIssuer } from './observability';
import { always, stackRow } from './stack-row';

export const dnsRow = stackRow({
  noun: 'dns',
  stack: DnsStack,
  when: always,
  needs: [],
  uses: [NetworkStack],
  after: [],
  make: ({ app, place, names, environment, facts, use }) => {
    const { alertsUrl, globalAlarms } = observabilitySettings(environment, names);
    return new DnsStack(app, place.stackName, {
      ...place,
      region: 'us-east-1',
      publicZone: environment.cluster.baseDomain,
      signingKeyAlias: names.keyAlias('dnssec'),
      pages: pagesZoneProps(environment),
      clusterDomain: clusterDomain(environment),
      privateZones: environment.privateZones,
      infraId: facts.infraId,
      vpcId: use(NetworkStack).vpcId,
      vpcRegion: environment.region,
      issuer: watchedIssuer(facts),
      alarms: { alertsUrl, notify: globalAlarms },
    });
  },
});
