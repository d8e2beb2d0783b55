import { z } from 'zod';
import { amazon, letsEncrypt, type CertificateAuthority } from '../../model/data/certificate-authorities';
import { admitsAuthority, authoritiesFor } from '../../model/records/admits-authority';
import { groupBy } from '../group-by';
import { objectsOfKind, resourcesOfType, type Rendered } from '../rendered';
import { renderedZones } from '../rendered-zones';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const certificateSchema = z.looseObject({
  spec: z.looseObject({
    dnsNames: z.array(z.string()).default([]),
    issuerRef: z.looseObject({ kind: z.string().optional(), name: z.string() }),
  }),
});

const requestSchema = z.looseObject({
  DomainName: z.string(),
  SubjectAlternativeNames: z.array(z.string()).default([]),
});

/** An authority that a zone file does not let issue refuses the certificate, at the latest when it is renewed. */
export const certificateAuthoritiesRule: RenderedRule = {
  id: 'certificate-authorities',
  holds: 'CAA records in zone files let the authority of every certificate issue for its hosts',
  findings: (rendered) => {
    const sets = authoritySets(rendered);
    return askedFor(rendered).flatMap(({ place, host, authority }) => {
      const set = authoritiesFor(host, sets);
      return set === undefined || admitsAuthority(set, host, authority)
        ? []
        : [
            {
              place,
              reason: `CAA records of ${set.name} let ${authority.name} issue no certificate for ${host}`,
              remedy: `add ${authority.domains[0] ?? ''} to them`,
            },
          ];
    });
  },
};

const recordSetSchema = z.looseObject({
  Type: z.literal('CAA'),
  Name: z.string(),
  ResourceRecords: z.array(z.string()),
});

/** CAA records of zone files and of zones in Route 53, by their name. */
function authoritySets(rendered: Rendered) {
  const records = [
    ...renderedZones(rendered).flatMap((zone) => zone.records.filter(({ type }) => type === 'CAA')),
    ...resourcesOfType(rendered.resources, 'AWS::Route53::RecordSet').flatMap(({ resource: { Properties } }) => {
      const { data } = recordSetSchema.safeParse(Properties);
      return data?.ResourceRecords.map((value) => ({ host: data.Name.replace(/\.$/, ''), value })) ?? [];
    }),
  ];
  return [...groupBy(records, ({ host }) => host)].map(([name, all]) => ({
    name,
    values: all.map(({ value }) => {
      const [, tag = '', text = ''] = /^\d+ (\w+) "(.*)"$/.exec(value) ?? [];
      return { tag, value: text };
    }),
  }));
}

const issuerSchema = z.looseObject({ spec: z.looseObject({ acme: z.looseObject({}) }) });

/** Every host for which a certificate is asked for, and of whom. */
function askedFor({ objects, resources }: Rendered) {
  const toHosts = (place: string, hosts: readonly string[], authority: CertificateAuthority) =>
    hosts.map((host) => ({ place, host, authority }));
  const issuers = objectsOfKind(objects, 'cert-manager.io/ClusterIssuer')
    .filter((issuer) => issuerSchema.safeParse(issuer).success)
    .map(({ metadata }) => metadata.name);
  return [
    ...objectsOfKind(objects, 'cert-manager.io/Certificate').flatMap((certificate) => {
      const { dnsNames, issuerRef } = certificateSchema.parse(certificate).spec;
      return issuerRef.kind === 'ClusterIssuer' && issuers.includes(issuerRef.name)
        ? toHosts(describeObject(certificate), dnsNames, letsEncrypt)
        : [];
    }),
    ...resourcesOfType(resources, 'AWS::CertificateManager::Certificate').flatMap(({ stack, logicalId, resource }) => {
      const request = requestSchema.safeParse(resource.Properties).data;
      const hosts = request === undefined ? [] : [request.DomainName, ...request.SubjectAlternativeNames];
      return toHosts(`${stack}/${logicalId}`, hosts, amazon);
    }),
  ];
}
