import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from '../../deep/keycloak/server';
import { programOf } from '../build/parts';
import type { Cloud } from '../cloud/cloud';
import { kubeconfigFor, userFor } from '../support/account';
import type { ControlPlane } from '../support/control-plane';
import { answering } from './answering';
import type { Operator } from './operator';
import { publishedObjects, rightsAmong, webhooksAmong, type WebhookServer } from './published';

const namespace = 'external-secrets';
const controller = { namespace, name: 'external-secrets' };
const webhook = { namespace, name: 'external-secrets-webhook' };
const program = () => programOf('external-secrets', 'manager');
const manager = 'external-secrets-operator';

/**
 * External Secrets as OpenShift's operator of it installs it for an ExternalSecretsConfig: controller and webhook, by the rights that
 * the chart of its makers grants.
 */
export const externalSecrets = (cloud: Cloud): Operator => ({
  name: 'External Secrets',
  comesWith: { kind: 'object', of: ['operator.openshift.io/v1alpha1', 'ExternalSecretsConfig'] },
  inPlaceOf: ['External Secrets'],
  watches: ['external-secrets.io', 'generators.external-secrets.io'],
  users: [controller, webhook].map(userFor),
  start: async (plane) => {
    const folder = join(dirname(program()), 'external-secrets');
    const objects = await publishedObjects(plane, { folder, release: 'external-secrets', namespace });
    const own = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
    await plane.api.applyAll([own, ...rightsAmong(objects)], { manager });
    await plane.api.applyAll(webhooksAmong(objects, await startWebhook(plane)), { manager });
    await startController(plane, cloud);
  },
});

async function startWebhook(plane: ControlPlane): Promise<WebhookServer> {
  const { authority, processes } = plane;
  const [folder, name, port] = [join(plane.folder, 'external-secrets'), 'external-secrets-webhook', await freePort()];
  const { certificate, key } = await authority.issue([name]);
  mkdirSync(folder);
  for (const [file, text] of [
    ['tls.crt', certificate],
    ['tls.key', key],
    ['ca.crt', authority.certificate],
  ] as const)
    writeFileSync(join(folder, file), text, { mode: 0o600 });
  processes.start(
    name,
    [
      program(),
      'webhook',
      `--port=${port}`,
      `--dns-name=${name}`,
      `--cert-dir=${folder}`,
      // By itself it ends when its certificate would not outlast 90 days; this one is good for 30.
      '--lookahead-interval=24h',
      `--metrics-addr=127.0.0.1:${await freePort()}`,
      `--healthz-addr=127.0.0.1:${await freePort()}`,
    ],
    { variables: { KUBECONFIG: await kubeconfigFor(plane, webhook) } },
  );
  await answering(plane, name, port);
  return { port, certificate: authority.certificate };
}

async function startController(plane: ControlPlane, cloud: Cloud): Promise<void> {
  plane.processes.start(
    'external-secrets',
    [program(), '--concurrent=5', `--metrics-addr=127.0.0.1:${await freePort()}`],
    {
      variables: {
        KUBECONFIG: await kubeconfigFor(plane, controller),
        ...(await cloud.reachedFrom(plane)),
      },
    },
  );
}
