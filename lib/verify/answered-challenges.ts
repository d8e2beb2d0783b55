import { z } from 'zod';
import { isWithin, withoutDot } from '../../model/domain-names';
import { objectsOfKind, type Rendered } from '../rendered';
import { renderedZones } from '../rendered-zones';
import { renderedCertificates } from '../rendered-certificates';
import { route53Records, route53Zones } from '../route53-zones';
import { solverFor } from '../solver-for';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

const secretRef = z.looseObject({ name: z.string(), key: z.string() });

const solverSchema = z.looseObject({
  selector: z.looseObject({ dnsZones: z.array(z.string()).default([]) }).prefault({}),
  dns01: z.looseObject({
    cnameStrategy: z.enum(['None', 'Follow']).default('None'),
    route53: z.looseObject({}).optional(),
    rfc2136: z.looseObject({ tsigSecretSecretRef: secretRef.optional() }).optional(),
    cloudflare: z.looseObject({ apiTokenSecretRef: secretRef.optional() }).optional(),
  }),
});

type Solver = z.output<typeof solverSchema>;

const issuerSchema = z.looseObject({
  spec: z.looseObject({ acme: z.looseObject({ solvers: z.array(solverSchema) }).optional() }),
});

/**
 * The solver of a host, its zones and the aliases of challenges are three things that have to agree: if they do not, no certificate is
 * issued, and an old one ends weeks later. Source: cert-manager, "Configuring the DNS01 challenge provider".
 */
export const answeredChallengesRule: RenderedRule = {
  id: 'answered-challenges',
  holds: 'every challenge for a certificate is answered in a zone that its solver writes, and no alias is in the way',
  findings: (rendered) => {
    const places = challengePlaces(rendered);
    const issuers = objectsOfKind(rendered.objects, 'cert-manager.io/ClusterIssuer').flatMap((issuer) => {
      const { acme } = issuerSchema.parse(issuer).spec;
      return acme === undefined ? [] : [{ object: issuer, solvers: acme.solvers }];
    });
    return [
      ...issuers.flatMap(({ object, solvers }) =>
        solvers.flatMap((solver) => secretFindings(describeObject(object), solver, rendered)),
      ),
      ...renderedCertificates(rendered.objects).flatMap(({ object: certificate, hosts, clusterIssuer }) => {
        const issuer = issuers.find(({ object }) => object.metadata.name === clusterIssuer);
        if (issuer === undefined) return [];
        const place = describeObject(certificate);
        return hosts.flatMap((host) => hostFindings(place, host.replace(/^\*\./, ''), issuer.solvers, places));
      }),
    ];
  },
};

interface ChallengePlaces {
  /** What a name is an alias of. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Public zones in Route 53. */
  readonly zones: readonly string[];
}

function challengePlaces(rendered: Rendered): ChallengePlaces {
  const records = [
    ...renderedZones(rendered).flatMap((zone) => zone.records),
    ...route53Records(rendered.resources),
  ].filter(({ type }) => type === 'CNAME');
  const zones = route53Zones(rendered.resources).filter(({ isPrivate }) => !isPrivate);
  return {
    aliases: new Map(records.map(({ host, value }) => [host, withoutDot(value)])),
    zones: zones.map(({ domain }) => domain),
  };
}

function hostFindings(
  place: string,
  host: string,
  solvers: readonly Solver[],
  { aliases, zones }: ChallengePlaces,
): readonly RenderedFinding[] {
  const name = `_acme-challenge.${host}`;
  const solver = solverFor(host, solvers);
  const alias = aliases.get(name);
  if (solver === undefined) {
    return [
      {
        place,
        reason: `no solver of the issuer answers challenges for ${host}`,
        remedy: 'take its zones from model/challenge-zones.ts, where each registered domain has one',
      },
    ];
  }
  if (solver.dns01.route53 === undefined) {
    return alias === undefined
      ? []
      : [
          {
            place,
            reason: `${name} is an alias of ${alias}, and the provider of its domain is to answer there`,
            remedy: 'remove the alias: nothing can stand beside it',
          },
        ];
  }
  const answered = solver.dns01.cnameStrategy === 'Follow' ? (alias ?? name) : name;
  return zones.some((zone) => isWithin(answered, zone))
    ? []
    : [
        {
          place,
          reason: `${answered} is in no zone of Route 53, where challenges for ${host} are answered`,
          remedy: `have an alias of ${name} lead there, or answer at the provider: certificates.challenges`,
        },
      ];
}

const externalSchema = z.looseObject({
  spec: z.looseObject({
    target: z.looseObject({ name: z.string() }),
    data: z.array(z.looseObject({ secretKey: z.string() })).default([]),
  }),
});

/** cert-manager reads the Secrets of a ClusterIssuer in its own namespace. */
function secretFindings(place: string, { dns01 }: Solver, { objects }: Rendered): readonly RenderedFinding[] {
  const asked = dns01.rfc2136?.tsigSecretSecretRef ?? dns01.cloudflare?.apiTokenSecretRef;
  if (asked === undefined) {
    return dns01.rfc2136 === undefined && dns01.cloudflare === undefined
      ? []
      : [{ place, reason: 'has a solver without a key or token', remedy: 'name a Secret with it' }];
  }
  const exists = objectsOfKind(objects, 'external-secrets.io/ExternalSecret').some((object) => {
    const { target, data } = externalSchema.parse(object).spec;
    return (
      object.metadata.namespace === 'cert-manager' &&
      target.name === asked.name &&
      data.some(({ secretKey }) => secretKey === asked.key)
    );
  });
  return exists
    ? []
    : [
        {
          place,
          reason: `reads ${asked.key} of the Secret ${asked.name}, which nothing makes in the namespace cert-manager`,
          remedy: 'make it there by an ExternalSecret, with that key',
        },
      ];
}
