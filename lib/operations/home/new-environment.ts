import { z } from 'zod';
import { regionDefaults } from '../../../model/data/region-defaults';
import { environmentQuestions } from './environment-questions';

const answer = (question: keyof typeof environmentQuestions) => {
  const { description, example } = environmentQuestions[question];
  return z
    .string()
    .describe(description)
    .meta({ examples: [example] });
};

/** Answers to all questions. */
export const environmentAnswers = z.object({
  community: answer('community'),
  account: answer('account'),
  region: answer('region'),
  domain: answer('domain'),
  contact: answer('contact'),
  repository: answer('repository'),
} satisfies Readonly<Record<keyof typeof environmentQuestions, z.ZodString>>);

export type EnvironmentAnswers = Readonly<z.output<typeof environmentAnswers>>;

/**
 * Text of a first `environment.yaml`: the answers, and settings that a person is likely to change.
 *
 * @param name name of the environment, which is part of names that others of the home have already
 * @param taken names in DNS that other environments of the home have
 */
export function newEnvironmentFile(answers: EnvironmentAnswers, name: string, taken: readonly string[] = []): string {
  const { community, account, region, domain, contact, repository } = answers;
  const { zones, copies } = regionDefaults[region] ?? { zones: ['a', 'b', 'c'], copies: undefined };
  const text = (value: string) => JSON.stringify(value);
  const free = (label: string) =>
    taken.includes(`${label}.${domain}`) ? `${label}-${name}.${domain}` : `${label}.${domain}`;
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
  issuer: ${text(`https://${free('sso')}/realms/commons`)}
certificates:
  contact: ${text(contact)}
network:
  block: 10.0.0.0/16
cluster:
  name: commons
  baseDomain: ${text(free('openshift'))}
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
