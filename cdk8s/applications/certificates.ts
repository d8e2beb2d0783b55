import type { Facts } from '../../environments/facts';
import { applicationWaves } from '../base/sync';
import { Certificates } from '../platform/certificates';
import {
  platformApplication,
  platformManifests,
  unrendered,
  type ClusterApplication,
  type Context,
} from './application';

/** The issuer of certificates. */
export function certificates(context: Context, { clusterZoneId }: Partial<Facts>): ClusterApplication {
  const { region, certificates: settings } = context.environment;
  const name = 'certificates';
  if (clusterZoneId === undefined) return unrendered(context, name, ['clusterZoneId']);

  const issuer = platformManifests((chart) => {
    new Certificates(chart, name, { contact: settings.contact, zoneId: clusterZoneId, region });
  });
  return platformApplication(
    context,
    { 'certificates/issuer.yaml': issuer },
    {
      name,
      description: 'Certificates for hosts outside the cluster’s own domain',
      namespaces: ['cert-manager'],
      clusterKinds: [{ group: 'cert-manager.io', kind: 'ClusterIssuer' }],
      wave: applicationWaves.platform,
    },
  );
}
