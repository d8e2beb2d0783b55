import { clusterDomain } from '../../model/environment';
import { hasFacts, missingFacts, type Facts } from '../../model/facts';
import { stackFacts } from '../../model/stack-facts';
import { AwsSettings, roleProfile } from '../base/secrets/aws-settings';
import { applicationWaves } from '../base/delivery/sync';
import { ExternalDns } from '../platform/external-dns';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';

const name = 'external-dns';
const namespace = 'external-dns-operator';
const credentials = 'external-dns-aws';

/** ExternalDNS, which keeps the records in the cluster's own public and private zones. */
export function externalDnsApplication(context: Context, facts: Partial<Facts>): ClusterApplication {
  const { environment, names } = context;
  const needed = stackFacts.identity;
  if (!hasFacts(facts, needed)) return waitingApplication(context, name, missingFacts(facts, needed));

  const records = clusterWideManifests(context, (chart) => {
    new ExternalDns(chart, name, {
      credentials,
      publicZoneId: facts.clusterZoneId,
      privateZoneId: facts.clusterPrivateZoneId,
      routersDomain: `apps.${clusterDomain(environment)}`,
    });
  });
  const settings = namespacedManifests(context, namespace, (chart) => {
    const profile = roleProfile(chart, names.roleArn(name));
    new AwsSettings(chart, 'settings', { name: credentials, settings: { credentials: profile } });
  });
  return platformApplication(
    context,
    { [`${name}/records.yaml`]: records, [`${name}/settings.yaml`]: settings },
    {
      name,
      description: 'Records of the cluster’s own zones',
      namespaces: [namespace],
      clusterKinds: [{ group: 'externaldns.olm.openshift.io', kind: 'ExternalDNS' }],
      wave: applicationWaves.platform,
    },
  );
}
