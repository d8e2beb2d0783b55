import { toOneLine } from '../../model/schema-example';

/** What a tenant's file says besides its services. */
export interface TenantHead {
  readonly purpose: string;
  readonly maintainers: readonly string[];
  /** Date like 2027-06-30. */
  readonly reviewBy: string;
  /** A class, or figures with the reason for them. */
  readonly quota:
    | 'small'
    | 'medium'
    | 'large'
    | { readonly cpu: number; readonly memoryGiB: number; readonly storageGiB: number; readonly because: string };
  readonly hosts: readonly string[];
}

/** The beginning of a tenant's file, with comments on what a person should check. */
export const tenantFileHead = ({ purpose, maintainers, reviewBy, quota, hosts }: TenantHead): string =>
  `# yaml-language-server: $schema=../../tenant.schema.json

# What the project does, in a sentence.
purpose: ${JSON.stringify(purpose)}
# Account names of at least two people who answer for it.
maintainers: [${maintainers.join(', ')}]
# The day on which the platform team asks whether it is still needed.
reviewBy: ${reviewBy}
# The most sensitive data it holds: public, internal or personal.
dataClass: internal
# small, medium or large; own figures need a reason.
quota: ${typeof quota === 'string' ? quota : toOneLine(quota)}
# Names it is reached by, below a domain of the environment.
hosts: [${hosts.join(', ')}]
`;
