import { z } from 'zod';
import { amazon, letsEncrypt, type CertificateAuthority } from '../../model/data/certificate-authorities';
import { admitsAuthority, authoritiesFor } from '../../model/records/admits-authority';
import { groupBy } from '../group-by';
import { resourcesOfType, type Rendered } from '../rendered';
import { parseAuthority } from '../parse-zone';
import { renderedZones } from '../rendered-zones';
import { acmeCertificates } from '../rendered-certificates';
import { route53Records } from '../route53-zones';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

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

/** CAA records of zone files and of zones in Route 53, by their name. */
function authoritySets(rendered: Rendered) {
  const records = [
    ...renderedZones(rendered).flatMap((zone) => zone.records),
    ...route53Records(rendered.resources),
  ].filter(({ type }) => type === 'CAA');
  return [...groupBy(records, ({ host }) => host)].map(([name, all]) => ({
    name,
    values: all.map(({ value }) => parseAuthority(value)),
  }));
}

/** Every host for which a certificate is asked for, and of whom. */
function askedFor({ objects, resources }: Rendered) {
  const toHosts = (place: string, hosts: readonly string[], authority: CertificateAuthority) =>
    hosts.map((host) => ({ place, host, authority }));
  return [
    ...acmeCertificates(objects).flatMap(({ object, hosts }) => toHosts(describeObject(object), hosts, letsEncrypt)),
    ...resourcesOfType(resources, 'AWS::CertificateManager::Certificate').flatMap(({ stack, logicalId, resource }) => {
      const request = requestSchema.safeParse(resource.Properties).data;
      const hosts = request === undefined ? [] : [request.DomainName, ...request.SubjectAlternativeNames];
      return toHosts(`${stack}/${logicalId}`, hosts, amazon);
    }),
  ];
}
