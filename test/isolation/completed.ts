import type { Written } from '../cluster/support/kube-object';
import { z } from 'zod';

const fields = z.record(z.string(), z.unknown());
const triedSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
  spec: fields.optional(),
});

const issuerRef = { kind: 'ClusterIssuer', name: 'letsencrypt' };
const request = 'AAAA';

/** What a server wants of an object before it asks a policy, by kind; what is tried comes over it. */
const least: Readonly<Record<string, object>> = {
  Route: { to: { kind: 'Service', name: 'web', weight: 100 } },
  Service: { ports: [{ port: 80 }] },
  Certificate: { secretName: 'tried' },
  CertificateRequest: { request },
  Order: { request },
  Challenge: {
    authorizationURL: 'https://acme.example/authorization',
    dnsName: 'team.commons.example',
    key: 'key',
    solver: {},
    token: 'token',
    type: 'DNS-01',
    url: 'https://acme.example/challenge',
    issuerRef,
  },
  Gateway: { listeners: [{ name: 'web', port: 80, protocol: 'HTTP' }] },
  Cluster: { instances: 1, storage: { size: '1Gi' } },
  PostgresCluster: {
    postgresVersion: 17,
    instances: [
      {
        name: 'db',
        dataVolumeClaimSpec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1Gi' } },
        },
      },
    ],
  },
};

/** Something that is tried, with all that a server wants of it: it is not refused for being half an object. */
export function completed(object: object): Written {
  const tried = triedSchema.parse(object);
  if (tried.spec === undefined) return tried;
  const spec: Record<string, unknown> = { ...least[tried.kind], ...tried.spec };
  if (tried.kind === 'Ingress') spec.rules = withPaths(spec.rules);
  if (tried.kind === 'Service' && spec.type === 'ExternalName') delete spec.ports;
  const full = { ...tried, spec };
  return full;
}

const rulesSchema = z.array(z.looseObject({ host: z.string() })).optional();
const backend = { service: { name: 'web', port: { number: 80 } } };

const withPaths = (rules: unknown): unknown =>
  rulesSchema.parse(rules)?.map((rule) => ({
    ...rule,
    http: { paths: [{ path: '/', pathType: 'Prefix', backend }] },
  }));
