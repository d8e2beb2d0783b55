import { z } from 'zod';
import { regionDefaults } from '../../../model/data/region-defaults';

const answer = (description: string, example: string) =>
  z
    .string()
    .describe(description)
    .meta({ examples: [example] });

/** What only the community knows about a first environment, and has no good default; in the order in which it is asked. */
export const environmentAnswers = z.object({
  community: answer('name of the community', 'The Commons'),
  account: answer('number of the AWS account', '111122223333'),
  region: answer('AWS region', 'eu-central-1'),
  domain: answer('domain of the community, kept at a DNS provider', 'commons.example'),
  contact: answer('mail address that hears of alarms, certificates and the budget', 'infrastructure@commons.example'),
  repository: answer(
    'https address of the repository that will hold this folder',
    'https://gitlab.commons.example/infrastructure/platform.git',
  ),
});

export type EnvironmentAnswers = Readonly<z.output<typeof environmentAnswers>>;

/** The text of a first `environment.yaml`: what was answered, and defaults that a person will want to see. */
export function newEnvironmentFile(answers: EnvironmentAnswers): string {
  const { community, account, region, domain, contact, repository } = answers;
  const { zones, copies } = regionDefaults[region] ?? { zones: ['a', 'b', 'c'], copies: undefined };
  const text = (value: string) => JSON.stringify(value);
  return `# yaml-language-server: $schema=../environment.schema.json
community: ${text(community)}
account: ${text(account)}
region: ${text(region)}
zones: [${zones.map((letter) => `${region}${letter}`).join(', ')}]
domains: [${text(domain)}]
repository:
  url: ${text(repository)}
  delivery: { unsigned: 'No engineer has a signing key here yet' }
  mirror: { none: 'No second place for the repository yet' }
singleSignOn:
  issuer: ${text(`https://sso.${domain}/realms/commons`)}
certificates:
  contact: ${text(contact)}
network:
  block: 10.0.0.0/16
cluster:
  name: commons
  baseDomain: ${text(`openshift.${domain}`)}
edge:
  cdn: { none: 'No CDN yet: the whole internet calls the routers' }
  # Addresses that reach the Kubernetes API, such as a VPN of the engineers:
  # peers: [{ block: 203.0.113.8/29, because: 'VPN of the engineers' }]
backup:
  copies: ${copies === undefined ? "{ none: 'No second region chosen yet' }" : `{ region: ${copies} }`}
observability:
  contacts: [${text(contact)}]
  # US dollars; the mail address hears when they are nearly spent.
  monthlyBudget: 5000
`;
}
