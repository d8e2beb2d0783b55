import { z } from 'zod';
import { findDomain, isWithin } from '../../model/domain-names';
import { objectsOfKind, resourcesOfType, type Rendered } from '../rendered';
import { renderedZones } from '../rendered-zones';
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

const certificateSchema = z.looseObject({
  spec: z.looseObject({
    dnsNames: z.array(z.string()).default([]),
    issuerRef: z.looseObject({ kind: z.string().optional(), name: z.string() }),
  }),
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
      ...objectsOfKind(rendered.objects, 'cert-manager.io/Certificate').flatMap((certificate) => {
        const { dnsNames, issuerRef } = certificateSchema.parse(certificate).spec;
        const issuer =
          issuerRef.kind === 'ClusterIssuer'
            ? issuers.find(({ object }) => object.metadata.name === issuerRef.name)
            : undefined;
        if (issuer === undefined) return [];
        const place = describeObject(certificate);
        return dnsNames.flatMap((host) => hostFindings(place, host.replace(/^\*\./, ''), issuer.solvers, places));
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

const withoutDot = (name: string): string => name.replace(/\.$/, '');

const zoneSchema = z.looseObject({ Name: z.string(), VPCs: z.unknown().optional() });
const aliasSchema = z.looseObject({
  Type: z.literal('CNAME'),
  Name: z.string(),
  ResourceRecords: z.tuple([z.string()]),
});

function challengePlaces(rendered: Rendered): ChallengePlaces {
  const files = renderedZones(rendered).flatMap(({ records }) =>
    records.flatMap(({ host, type, value }) => (type === 'CNAME' ? [[host, withoutDot(value)] as const] : [])),
  );
  const records = resourcesOfType(rendered.resources, 'AWS::Route53::RecordSet').flatMap(({ resource }) => {
    const { data } = aliasSchema.safeParse(resource.Properties);
    return data === undefined ? [] : [[withoutDot(data.Name), withoutDot(data.ResourceRecords[0])] as const];
  });
  return {
    aliases: new Map([...files, ...records]),
    zones: resourcesOfType(rendered.resources, 'AWS::Route53::HostedZone').flatMap(({ resource }) => {
      const { data } = zoneSchema.safeParse(resource.Properties);
      return data === undefined || data.VPCs !== undefined ? [] : [withoutDot(data.Name)];
    }),
  };
}

function hostFindings(
  place: string,
  host: string,
  solvers: readonly Solver[],
  { aliases, zones }: ChallengePlaces,
): readonly RenderedFinding[] {
  const name = `_acme-challenge.${host}`;
  const solver = findSolver(host, solvers);
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

/** The solver with the longest zone of a host, or else the first without zones. */
function findSolver(host: string, solvers: readonly Solver[]): Solver | undefined {
  const zone = findDomain(
    host,
    solvers.flatMap(({ selector }) => selector.dnsZones),
  );
  return solvers.find(({ selector: { dnsZones } }) =>
    zone === undefined ? dnsZones.length === 0 : dnsZones.includes(zone),
  );
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
