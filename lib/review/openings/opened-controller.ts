import { z } from 'zod';
import type { ObjectChange } from '../changes';
import { sourceOpenings, type Opening } from './opening';

const controllerSchema = z.looseObject({
  endpointPublishingStrategy: z
    .looseObject({
      type: z.string().default('LoadBalancerService'),
      loadBalancer: z
        .looseObject({ scope: z.string().default('External'), allowedSourceRanges: z.array(z.string()).default([]) })
        .prefault({}),
    })
    .prefault({}),
  routeAdmission: z
    .looseObject({
      namespaceOwnership: z.string().default('Strict'),
      wildcardPolicy: z.string().default('WildcardsDisallowed'),
    })
    .prefault({}),
  tlsSecurityProfile: z
    .looseObject({
      type: z.string().optional(),
      custom: z.looseObject({ minTLSVersion: z.string().optional() }).nullish(),
    })
    .nullish(),
  clientTLS: z.looseObject({ clientCertificatePolicy: z.string().default('') }).nullish(),
});

type Controller = z.output<typeof controllerSchema>;

/** Says what an IngressController opens, which stands before all hosts; `unknown` if it cannot be read. */
export function openedController({ before, after }: ObjectChange): readonly Opening[] | 'unknown' {
  if (after === undefined) return [];
  const current = controllerSchema.safeParse(after.spec).data;
  const old = before && controllerSchema.safeParse(before.spec).data;
  if (current === undefined || (before !== undefined && old === undefined)) return 'unknown';
  if (old === undefined) {
    return isOutside(current) ? [{ class: 'watch', what: 'is another ingress from the internet', path: [] }] : [];
  }
  const { loadBalancer } = current.endpointPublishingStrategy;
  const strategy = ['spec', 'endpointPublishingStrategy'];
  const admission = ['spec', 'routeAdmission'];
  const opensOutside = !isOutside(old) && isOutside(current);
  return [
    ...(opensOutside
      ? [
          {
            class: 'lets-in' as const,
            what: 'becomes internet-facing, and was internal: another load balancer with other addresses replaces it',
            path: strategy,
          },
        ]
      : sourceOpenings(
          old.endpointPublishingStrategy.loadBalancer.allowedSourceRanges,
          loadBalancer.allowedSourceRanges,
          [...strategy, 'loadBalancer', 'allowedSourceRanges'],
        )),
    ...when(
      current.routeAdmission.namespaceOwnership !== 'Strict' && old.routeAdmission.namespaceOwnership === 'Strict',
      'lets-in',
      'lets a tenant claim paths of hosts of other tenants',
      [...admission, 'namespaceOwnership'],
    ),
    ...when(
      current.routeAdmission.wildcardPolicy === 'WildcardsAllowed' &&
        old.routeAdmission.wildcardPolicy !== 'WildcardsAllowed',
      'lets-in',
      'lets tenants claim wildcard hosts',
      [...admission, 'wildcardPolicy'],
    ),
    ...when(tlsRank(current) < tlsRank(old), 'weakens', 'accepts older TLS versions with weak ciphers', [
      'spec',
      'tlsSecurityProfile',
    ]),
    ...when(
      old.clientTLS?.clientCertificatePolicy === 'Required' &&
        current.clientTLS?.clientCertificatePolicy !== 'Required',
      'weakens',
      'no longer requires client certificates',
      ['spec', 'clientTLS'],
    ),
  ];
}

const when = (isSo: boolean, danger: Opening['class'], what: string, path: readonly string[]): readonly Opening[] =>
  isSo ? [{ class: danger, what, path }] : [];

const isOutside = ({ endpointPublishingStrategy: { type, loadBalancer } }: Controller): boolean =>
  type === 'LoadBalancerService' && loadBalancer.scope !== 'Internal';

/** Oldest version of TLS that a profile takes, 0 to 3 for 1.0 to 1.3 (OpenShift's TLSSecurityProfile); without one it is Intermediate. */
function tlsRank({ tlsSecurityProfile }: Controller): number {
  switch (tlsSecurityProfile?.type) {
    case 'Old':
      return 0;
    case 'Modern':
      return 3;
    case 'Custom':
      return Number(/^VersionTLS1([0-3])$/.exec(tlsSecurityProfile.custom?.minTLSVersion ?? '')?.[1] ?? 0);
    default:
      return 2;
  }
}
