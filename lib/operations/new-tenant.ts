/** What a new tenant's file says; everything a person did not say has a value that passes the check. */
export interface NewTenantProps {
  readonly purpose: string;
  readonly maintainers: readonly string[];
  /** Day like 2027-06-30. */
  readonly reviewBy: string;
  readonly host: string;
  readonly service: { readonly kind: 'hedgedoc' } | { readonly kind: 'web-application'; readonly image: string };
}

/** The text of a new tenant's file, with a comment on what to look at. */
export function newTenantFile({ purpose, maintainers, reviewBy, host, service }: NewTenantProps): string {
  return `# yaml-language-server: $schema=../../tenant.schema.json

# What the project does, in a sentence.
purpose: ${JSON.stringify(purpose)}
# Account names of at least two people who answer for it.
maintainers: [${maintainers.join(', ')}]
# The day on which the platform team asks whether it is still needed.
reviewBy: ${reviewBy}
# The most sensitive data it holds: public, internal or personal.
dataClass: internal
# small, medium or large; own figures need a reason.
quota: small
# Names it is reached by, below a domain of the environment.
hosts: [${host}]
services:
${serviceText(service)}`;
}

const serviceText = (service: NewTenantProps['service']): string =>
  service.kind === 'hedgedoc'
    ? `  - kind: hedgedoc
    # What people without an account may do: none, read or edit.
    guests: read
`
    : `  - kind: web-application
    # Registry, repository and tag; a new build of the tag is rolled out by itself.
    image: ${service.image}
    # Where it listens, and the path that answers 200 when it works.
    port: 8080
    health: /
    # A PostgreSQL database; the application gets its address as DATABASE_URL.
    # database: { storageGiB: 5 }
    # A volume, for one pod only.
    # claim: { path: /var/lib/app, sizeGiB: 5 }
    # replicas: 1
    # Environment variables: open ones here, secret ones by name.
    # settings: { SITE_TITLE: Our site }
    # secrets: [SESSION_SECRET]
`;
