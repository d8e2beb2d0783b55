import { clusterDomain } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { clusterNamespaces } from '../base/cluster-namespaces';
import { applicationWaves } from '../base/sync';
import { ApiCertificate } from '../platform/api-certificate';
import { ApiServerCertificate } from '../platform/api-server-certificate';
import { CertManagerSettings } from '../platform/cert-manager-settings';
import { Certificates } from '../platform/certificates';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  unrendered,
  type ClusterApplication,
  type Context,
} from './application';
import { infraPlacement } from './infra-placement';

/** The issuer of certificates, how it runs, and the certificate of the API. */
export function certificates(context: Context, { clusterZoneId }: Partial<Facts>): ClusterApplication {
  const { environment } = context;
  const { certificates: settings } = environment;
  const name = 'certificates';
  if (clusterZoneId === undefined) return unrendered(context, name, ['clusterZoneId']);

  const host = `api.${clusterDomain(environment)}`;
  const issuer = clusterWideManifests(context, (chart) => {
    new CertManagerSettings(chart, 'settings', { placement: infraPlacement(environment) });
    new Certificates(chart, name, { contact: settings.contact, zoneId: clusterZoneId });
  });
  const api = [
    ...namespacedManifests(context, clusterNamespaces.configuration, (chart) => {
      new ApiCertificate(chart, 'certificate', { host });
    }),
    ...clusterWideManifests(context, (chart) => {
      new ApiServerCertificate(chart, 'server', { host });
    }),
  ];
  return platformApplication(
    context,
    { 'certificates/issuer.yaml': issuer, 'certificates/api.yaml': api },
    {
      name,
      description: 'Certificates: who issues them, and the one of the API',
      namespaces: [clusterNamespaces.configuration],
      clusterKinds: [
        { group: 'cert-manager.io', kind: 'ClusterIssuer' },
        { group: 'operator.openshift.io', kind: 'CertManager' },
        { group: 'config.openshift.io', kind: 'APIServer' },
      ],
      wave: applicationWaves.platform,
    },
  );
}
