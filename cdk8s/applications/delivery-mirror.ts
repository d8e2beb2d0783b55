import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { SecretStore } from '../base/secrets/external-secret';
import { clusterNamespaces } from '../base/namespaces/cluster-namespaces';
import { applicationWaves } from '../base/delivery/sync';
import { MirrorAccess } from '../platform/delivery/mirror-access';
import {
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';

/** The token with which Argo CD reads the mirror of the repository; empty if there is no mirror, or everyone may read it. */
export function deliveryMirrorApplications(context: Context, facts: Partial<Facts>): readonly ClusterApplication[] {
  const { environment, names } = context;
  const { mirror } = environment.repository;
  if ('none' in mirror || mirror.readBy === 'everyone') return [];
  const name = 'delivery-mirror';
  const waitsFor = missingStackFacts(facts, ['identity']);
  if (waitsFor.length > 0) return [waitingApplication(context, name, waitsFor)];

  const namespace = clusterNamespaces.delivery;
  const access = namespacedManifests(context, namespace, (chart) => {
    new SecretStore(chart, 'secrets', {
      roleArn: names.roleArn('platform-secrets'),
    });
    new MirrorAccess(chart, 'access', { url: mirror.url, remoteName: names.secret('platform', name) });
  });
  const application = platformApplication(
    context,
    { [`${name}/access.yaml`]: access },
    {
      name,
      description: 'The token by which Argo CD reads the copy of the repository',
      namespaces: [namespace],
      clusterKinds: [],
      namespaceKinds: [
        { group: '', kind: 'ServiceAccount' },
        ...['ExternalSecret', 'SecretStore'].map((kind) => ({ group: 'external-secrets.io', kind })),
      ],
      wave: applicationWaves.platform,
    },
  );
  return [application];
}
