import { z } from 'zod';
import { objectsOfKind, type RenderedObject } from './rendered';

/** A certificate for which cert-manager is asked. */
export interface RenderedCertificate {
  readonly object: RenderedObject;
  /** May begin with `*.`. */
  readonly hosts: readonly string[];
  /** The ClusterIssuer that is asked; undefined for an issuer of the namespace. */
  readonly clusterIssuer?: string;
}

const certificateSchema = z.looseObject({
  spec: z.looseObject({
    dnsNames: z.array(z.string()).default([]),
    issuerRef: z.looseObject({ kind: z.string().default('Issuer'), name: z.string() }),
  }),
});

const issuerSchema = z.looseObject({ spec: z.looseObject({ acme: z.looseObject({}) }) });

/** The Certificates among objects that the authority of a ClusterIssuer by ACME issues. */
export function acmeCertificates(objects: readonly RenderedObject[]): readonly RenderedCertificate[] {
  const issuers = objectsOfKind(objects, 'cert-manager.io/ClusterIssuer')
    .filter((issuer) => issuerSchema.safeParse(issuer).success)
    .map(({ metadata }) => metadata.name);
  return renderedCertificates(objects).filter(
    ({ clusterIssuer }) => clusterIssuer !== undefined && issuers.includes(clusterIssuer),
  );
}

/** The Certificates among objects. Source: cert-manager, API reference, `CertificateSpec`. */
export const renderedCertificates = (objects: readonly RenderedObject[]): readonly RenderedCertificate[] =>
  objectsOfKind(objects, 'cert-manager.io/Certificate').map((object) => {
    const { dnsNames, issuerRef } = certificateSchema.parse(object).spec;
    return { object, hosts: dnsNames, clusterIssuer: issuerRef.kind === 'ClusterIssuer' ? issuerRef.name : undefined };
  });
