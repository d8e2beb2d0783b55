import { answeredByRoute53, challengeSecret } from '../../model/challenge-zones';
import { clusterDomain } from '../../model/environment';
import { hasFacts, missingFacts, type Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { ExternalSecret, SecretStore } from '../base/secrets/external-secret';
import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import { clusterNamespaces } from '../base/namespaces/cluster-namespaces';
import { applicationWaves } from '../base/delivery/sync';
import { ApiCertificate } from '../platform/api-certificate';
import { ApiServerCertificate } from '../platform/api-server-certificate';
import { challengeSecretKey, challengeSolvers } from '../platform/challenge-solvers';
import { CertManagerSettings } from '../platform/cert-manager-settings';
import { letsEncrypt } from '../../model/data/certificate-authorities';
import { Certificates } from '../platform/certificates';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';
import { infraPlacement } from './infra-placement';
import { operatorStacks } from './operator-stacks';

/** The ClusterIssuer, the settings of cert-manager, and the certificate of the API server. */
export function certificatesApplication(context: Context, facts: Partial<Facts>): ClusterApplication {
  const { environment } = context;
  const { certificates: settings } = environment;
  const name = 'certificates';
  const needed = ['clusterZoneId'] as const;
  const waitsFor = [...missingStackFacts(facts, operatorStacks), ...missingFacts(facts, needed)];
  if (waitsFor.length > 0 || !hasFacts(facts, needed)) return waitingApplication(context, name, waitsFor);

  const answering = settings.challenges.length > 0;
  const host = `api.${clusterDomain(environment)}`;
  const { own, byAlias } = answeredByRoute53(environment);
  const issuer = clusterWideManifests(context, (chart) => {
    new CertManagerSettings(chart, 'settings', { placement: infraPlacement(environment) });
    new Certificates(chart, name, {
      directory: letsEncrypt.directory,
      contact: settings.contact,
      solvers: challengeSolvers({
        route53: { region: environment.region, zoneId: facts.clusterZoneId, zones: [own, ...byAlias] },
        providers: settings.challenges,
        secretName: challengeSecret,
      }),
    });
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
    {
      'certificates/issuer.yaml': issuer,
      'certificates/api.yaml': api,
      ...(answering ? { 'certificates/challenges.yaml': challengeManifests(context) } : {}),
    },
    {
      name,
      description: 'Certificates: who issues them, and the one of the API',
      namespaces: [clusterNamespaces.configuration, ...(answering ? [clusterNamespaces.certificates] : [])],
      clusterKinds: [
        { group: 'cert-manager.io', kind: 'ClusterIssuer' },
        { group: 'operator.openshift.io', kind: 'CertManager' },
        { group: 'config.openshift.io', kind: 'APIServer' },
      ],
      wave: applicationWaves.platform,
    },
  );
}

/** Keys and tokens of the providers at which challenges are answered, where cert-manager looks for what a ClusterIssuer names. */
function challengeManifests(context: Context): readonly KubernetesObject[] {
  const { environment, names } = context;
  return namespacedManifests(context, clusterNamespaces.certificates, (chart) => {
    new SecretStore(chart, 'secrets', { roleArn: names.roleArn('platform-secrets') });
    for (const { name } of environment.certificates.challenges) {
      const secret = challengeSecret(name);
      new ExternalSecret(chart, secret, {
        name: secret,
        values: { [challengeSecretKey]: { whole: names.secret('platform', secret) } },
      });
    }
  });
}
