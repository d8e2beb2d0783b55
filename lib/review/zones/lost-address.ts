import { z } from 'zod';
import { solverFor } from '../../solver-for';
import type { Comparison } from '../comparison';
import { objectsOfKinds } from '../objects-of-kinds';
import type { ReviewClass } from '../review-finding';
import { routesByHost } from '../routes';
import { valueAt } from '../value-at';
import { leadingTypes, leadingValues, parentName } from './leading-values';
import { zoneChanges, type RecordChange } from './zone-changes';
import { recordValues } from './zone-records';

/** What it means that a name no longer leads to where it did; undefined if it leads elsewhere, or another rule says it. */
export function lostAddress(
  { host, type, after: values, come }: RecordChange,
  comparison: Comparison,
): readonly [ReviewClass, string] | undefined {
  const { before, after } = zoneChanges(comparison);
  if (leadingValues(after, host).length > 0) {
    if (recordValues(after, host, 'CNAME').length > 0) return undefined;
    if (values.length === 0 && type === 'A') return ['interrupts', 'has no IPv4 address any more'];
    if (values.length === 0 && type === 'AAAA') return ['watch', 'has no IPv6 address any more'];
    return come.length === 0 && type !== 'CNAME' ? ['watch', 'has fewer addresses'] : undefined;
  }
  // Of several types of one name it is said once.
  if (leadingTypes.find((each) => recordValues(before, host, each).length > 0) !== type) return undefined;
  const parent = parentName(host);
  if (host.startsWith('_')) {
    // The keys of mail are judged by what they protect, and what goes with its name is said of that.
    if (host.includes('._domainkey.') || leadingValues(after, parent).length === 0) return undefined;
    if (host.startsWith('_acme-challenge.') && isAnsweredElsewhere(parent, comparison)) {
      return ['watch', `is gone: challenges for ${parent} are answered at the provider of its domain`];
    }
    const isRenewed = host.startsWith('_acme-challenge.') ? isCertified(parent, comparison) : isAwsProof(before, host);
    return isRenewed
      ? ['interrupts', `is gone: the certificate of ${parent} cannot be renewed`]
      : ['watch', `is gone: no certificate is asked for by it any more`];
  }
  if (leadingValues(after, `*.${parent}`).length > 0) return ['watch', `is answered by *.${parent} from now on`];
  // That its Route goes is said by the rule `removed-service`.
  const isRemoved = routesByHost(comparison.before).has(host) && !routesByHost(comparison.after).has(host);
  return isRemoved ? undefined : ['interrupts', 'is no longer found'];
}

const isAwsProof = (zones: Parameters<typeof recordValues>[0], host: string): boolean =>
  recordValues(zones, host, 'CNAME').some((value) => value.endsWith('.acm-validations.aws.'));

const namesSchema = z.array(z.string()).catch([]);

/** Whether a certificate that is rendered has a name. */
const isCertified = (host: string, { after }: Comparison): boolean =>
  objectsOfKinds(after, new Set(['cert-manager.io/Certificate'])).some((certificate) =>
    namesSchema.parse(valueAt(certificate, ['spec', 'dnsNames'])).includes(host),
  );

const solversSchema = z
  .array(
    z.looseObject({
      selector: z.looseObject({ dnsZones: z.array(z.string()).default([]) }).prefault({}),
      dns01: z.looseObject({ route53: z.unknown().optional() }),
    }),
  )
  .catch([]);

/** Whether the solver of a host needs no alias, because it is not that of Route 53. */
function isAnsweredElsewhere(host: string, { after }: Comparison): boolean {
  const solvers = objectsOfKinds(after, new Set(['cert-manager.io/ClusterIssuer'])).flatMap((issuer) =>
    solversSchema.parse(valueAt(issuer, ['spec', 'acme', 'solvers'])),
  );
  const solver = solverFor(host, solvers);
  return solver !== undefined && solver.dns01.route53 === undefined;
}
