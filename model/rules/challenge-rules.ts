import { didYouMean } from '../did-you-mean';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/** Challenges are answered for registered domains, each at one provider with a secret of its own. */
export function challengeFindings({ certificates: { challenges }, domains }: EnvironmentFile): readonly Finding[] {
  const path = ['certificates', 'challenges'];
  const answered = challenges.flatMap((provider, index) =>
    provider.domains.map((domain, at) => ({ domain, path: [...path, index, 'domains', at] })),
  );
  return [
    ...answered.flatMap((each) =>
      findingIf(
        !domains.includes(each.domain),
        each.path,
        `${each.domain} is not one of the registered domains`,
        didYouMean(each.domain, domains, `write one of domains: ${domains.join(', ')}`),
      ),
    ),
    ...repeatFindings(
      answered.map(({ domain }) => domain),
      (index) => answered[index]?.path ?? [],
      () => 'has another provider for its challenges too, or is named twice',
      'name each domain once: one provider answers for it',
    ),
    ...repeatFindings(
      challenges.map(({ name }) => name),
      (index) => [...path, index, 'name'],
      (first) => `repeats the name of challenges[${first}]`,
      'give each a name of its own: the secret is named after it',
    ),
  ];
}
