import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { freePort } from '../../deep/keycloak/server';
import { programOf } from '../build/parts';
import type { Cloud } from '../cloud/cloud';
import { kubeconfigFor, tokenFor, userFor } from '../support/account';
import type { ControlPlane } from '../support/control-plane';
import type { KubeObject } from '../support/kube-object';
import type { Operator } from './operator';
import { publishedObjects, rightsAmong } from './published';

const namespace = 'external-dns-operator';
const program = (): string => programOf('external-dns', 'manager');
const accountFor = (instance: string) => ({ namespace, name: `external-dns-${instance}` });

const specSchema = z.strictObject({
  domains: z.array(
    z.strictObject({ filterType: z.literal('Exclude'), matchType: z.literal('Exact'), name: z.string() }),
  ),
  provider: z.strictObject({
    type: z.literal('AWS'),
    aws: z.strictObject({ credentials: z.strictObject({ name: z.string() }) }),
  }),
  source: z.strictObject({
    type: z.enum(['OpenShiftRoute', 'Service']),
    hostnameAnnotation: z.enum(['Allow', 'Ignore']),
    labelFilter: z.strictObject({ matchLabels: z.record(z.string(), z.string()) }),
    openshiftRouteOptions: z.strictObject({ routerName: z.string() }).optional(),
    service: z.strictObject({ serviceType: z.array(z.string()) }).optional(),
  }),
  zones: z.array(z.string()),
});
const secretSchema = z.object({ data: z.object({ credentials: z.string() }) });
const tokenFile = /^web_identity_token_file *=.*$/m;

/**
 * External DNS as OpenShift's operator of it runs it: for each ExternalDNS an account, and for each zone of it a program. The rights are
 * those that the chart of its makers grants for the source. Source: openshift/external-dns-operator:pkg/operator/controller/externaldns/pod.go.
 */
export const externalDns = (cloud: Cloud, instances: readonly string[]): Operator => ({
  name: 'External DNS',
  comesWith: { kind: 'object', of: ['externaldns.olm.openshift.io/v1beta1', 'ExternalDNS'] },
  inPlaceOf: [],
  users: instances.map((instance) => userFor(accountFor(instance))),
  start: async (plane) => {
    // All are applied at once: the first makes it start.
    for (const name of instances) {
      const instance = await plane.api.get('externaldns.olm.openshift.io/v1beta1', 'ExternalDNS', name);
      if (instance === undefined) throw new Error(`there is no ExternalDNS ${name}`);
      await startInstance(plane, cloud, instance);
    }
  },
});

async function startInstance(plane: ControlPlane, cloud: Cloud, { metadata, spec }: KubeObject): Promise<void> {
  const account = accountFor(metadata.name);
  const { provider, zones, ...asked } = specSchema.parse(spec);
  const { name } = account;
  const chart = await publishedObjects(plane, {
    folder: join(dirname(program()), 'external-dns'),
    release: name,
    namespace,
    values: [`fullnameOverride=${name}`, `serviceAccount.name=${name}`, `sources={${sourceFor(asked.source.type)}}`],
  });
  await plane.api.applyAll(rightsAmong(chart), { manager: namespace });
  const credentials = await credentialsFile(plane, account.name, provider.aws.credentials.name);
  const reaches = await cloud.reachedFrom(plane);
  for (const zone of zones) {
    plane.processes.start(
      `${account.name}-${zone}`,
      [
        program(),
        `--kubeconfig=${await kubeconfigFor(plane, account)}`,
        ...argumentsFor(metadata.name, asked, zone),
        `--metrics-address=127.0.0.1:${await freePort()}`,
        // A minute without us: how soon, not what.
        '--interval=5s',
      ],
      {
        variables: {
          AWS_SHARED_CREDENTIALS_FILE: credentials,
          ...reaches,
        },
      },
    );
  }
}

const sourceFor = (type: 'OpenShiftRoute' | 'Service'): string =>
  type === 'OpenShiftRoute' ? 'openshift-route' : 'service';

type Asked = Pick<z.infer<typeof specSchema>, 'domains' | 'source'>;

function argumentsFor(name: string, { domains, source }: Asked, zone: string): readonly string[] {
  const { type, hostnameAnnotation, labelFilter, openshiftRouteOptions, service } = source;
  const isRoute = type === 'OpenShiftRoute';
  const labels = Object.entries(labelFilter.matchLabels).map(([key, value]) => `${key}=${value}`);
  return [
    ...domains.map((domain) => `--exclude-domains=${domain.name}`),
    `--txt-owner-id=external-dns-${name}`,
    `--zone-id-filter=${zone}`,
    '--provider=aws',
    `--source=${sourceFor(type)}`,
    '--policy=sync',
    '--registry=txt',
    '--log-level=debug',
    `--label-filter=${labels.join()}`,
    ...(service?.serviceType ?? []).map((each) => `--service-type-filter=${each}`),
    ...(hostnameAnnotation === 'Ignore' ? ['--ignore-hostname-annotation'] : []),
    // It wants a template where it ignores annotations, and asks Routes for none.
    ...(hostnameAnnotation === 'Ignore' && isRoute ? ['--fqdn-template={{""}}'] : []),
    ...(openshiftRouteOptions === undefined ? [] : [`--openshift-router-name=${openshiftRouteOptions.routerName}`]),
    '--txt-prefix=external-dns-',
  ];
}

/** The file that its pod mounts, with a token where the file says, for the audience of OpenShift's own programs. */
async function credentialsFile(plane: ControlPlane, account: string, secretName: string): Promise<string> {
  const secret = await plane.api.get('v1', 'Secret', secretName, namespace);
  const { credentials } = secretSchema.parse(secret).data;
  const text = Buffer.from(credentials, 'base64').toString('utf8');
  if (!tokenFile.test(text)) throw new Error(`${secretName} does not say where the token lies`);
  const folder = join(plane.folder, account);
  mkdirSync(folder);
  const token = join(folder, 'token');
  writeFileSync(token, await tokenFor(plane, { namespace, name: account }, 'openshift'), { mode: 0o600 });
  writeFileSync(join(folder, 'credentials'), text.replace(tokenFile, `web_identity_token_file = ${token}`));
  return join(folder, 'credentials');
}
