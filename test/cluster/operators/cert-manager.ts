import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { freePort } from '../../deep/keycloak/server';
import type { Variables } from '../../deep/support/variables';
import { programOf } from '../build/parts';
import type { Cloud } from '../cloud/cloud';
import { startNames } from '../cloud/names';
import { kubeconfigFor, tokenFor, userFor } from '../support/account';
import type { ControlPlane } from '../support/control-plane';
import type { DeliveredHome } from '../support/delivered-home';
import { startAcme } from './acme';
import { answering } from './answering';
import type { Operator } from './operator';
import { publishedObjects, rightsAmong, webhooksAmong, type WebhookServer } from './published';

const namespace = 'cert-manager';
const controller = { namespace, name: 'cert-manager' };
const webhook = { namespace, name: 'cert-manager-webhook' };
const program = (name: string): string => programOf('cert-manager', name);
const manager = 'cert-manager-operator';
const role = 'eks.amazonaws.com/role-arn';

const settingsSchema = z.looseObject({
  controllerConfig: z.looseObject({ overrideArgs: z.array(z.string()) }),
});
const issuerSchema = z.looseObject({ acme: z.looseObject({ server: z.string() }) });

export interface CertManagerProps {
  readonly cloud: Cloud;
  readonly home: DeliveredHome;
}

/**
 * cert-manager as OpenShift's operator of it installs it, by the rights that the chart of its makers grants: the webhook with the
 * package, the controller with the arguments of the CertManager. Its authority is Pebble, under the name that the issuer has.
 */
export const certManager = ({ cloud, home }: CertManagerProps): readonly Operator[] => [
  {
    name: 'webhook of cert-manager',
    comesWith: { kind: 'package', package: 'openshift-cert-manager-operator' },
    inPlaceOf: [],
    users: [userFor(webhook)],
    start: async (plane) => {
      const folder = join(dirname(program('webhook')), 'cert-manager');
      const values = ['startupapicheck.enabled=false', 'cainjector.enabled=false'];
      const objects = await publishedObjects(plane, { folder, release: 'cert-manager', namespace, values });
      const own = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
      await plane.api.applyAll([own, ...rightsAmong(objects)], { manager });
      await plane.api.applyAll(webhooksAmong(objects, await startWebhook(plane)), { manager });
    },
  },
  {
    name: 'cert-manager',
    comesWith: { kind: 'object', of: ['operator.openshift.io/v1alpha1', 'CertManager'] },
    inPlaceOf: ['cert-manager'],
    watches: ['cert-manager.io', 'acme.cert-manager.io'],
    users: [userFor(controller)],
    start: async (plane) => {
      const resolver = await startNames(plane, home, cloud);
      const servers = home
        .manifests()
        .filter(({ kind }) => kind === 'ClusterIssuer')
        .map(({ spec }) => issuerSchema.parse(spec).acme.server);
      const [server, ...others] = new Set(servers);
      if (server === undefined || others.length > 0)
        throw new Error(`one authority is to be asked, not ${servers.join()}`);
      const acme = await startAcme(plane, new URL(server), resolver);
      await startController(plane, resolver, await cloud.reachedFrom(plane, acme));
    },
  },
];

async function startWebhook(plane: ControlPlane): Promise<WebhookServer> {
  const { authority, processes } = plane;
  const [folder, port] = [join(plane.folder, 'cert-manager'), await freePort()];
  const { certificate, key } = await authority.issue([webhook.name]);
  mkdirSync(folder);
  writeFileSync(join(folder, 'tls.crt'), certificate);
  writeFileSync(join(folder, 'tls.key'), key, { mode: 0o600 });
  processes.start(webhook.name, [
    program('webhook'),
    `--kubeconfig=${await kubeconfigFor(plane, webhook)}`,
    `--secure-port=${port}`,
    `--healthz-port=${await freePort()}`,
    `--tls-cert-file=${join(folder, 'tls.crt')}`,
    `--tls-private-key-file=${join(folder, 'tls.key')}`,
  ]);
  await answering(plane, webhook.name, port);
  return { port, certificate: authority.certificate };
}

/** With the role that its account names, as the webhook of OpenShift gives it to pods, and what the CertManager says. */
async function startController(plane: ControlPlane, resolver: string, reaches: Variables): Promise<void> {
  const settings = await plane.api.get('operator.openshift.io/v1alpha1', 'CertManager', 'cluster');
  const { controllerConfig } = settingsSchema.parse(settings?.spec);
  const account = await plane.api.get('v1', 'ServiceAccount', controller.name, namespace);
  const arn = account?.metadata.annotations?.[role];
  if (arn === undefined) throw new Error(`the account ${namespace}/${controller.name} names no ${role}`);
  const file = (name: string, text: string): string => {
    writeFileSync(join(plane.folder, name), text, { mode: 0o600 });
    return join(plane.folder, name);
  };
  plane.processes.start(
    'cert-manager',
    [
      program('controller'),
      `--kubeconfig=${await kubeconfigFor(plane, controller)}`,
      `--cluster-resource-namespace=${namespace}`,
      // Each sleeps for a minute over its challenge: how soon, not what.
      '--concurrent-workers=60',
      ...controllerConfig.overrideArgs.map((argument) =>
        argument.replace(/^(--dns01-recursive-nameservers)=.*/, `$1=${resolver}`),
      ),
    ],
    {
      variables: {
        AWS_ROLE_ARN: arn,
        AWS_WEB_IDENTITY_TOKEN_FILE: file('cert-manager.token', await tokenFor(plane, controller, 'sts.amazonaws.com')),
        ...reaches,
      },
    },
  );
}
