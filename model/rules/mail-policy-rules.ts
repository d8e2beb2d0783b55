import type { Finding } from '../finding';
import { findingIf } from '../finding';
import { findOwnMail } from '../mail/own-mail';
import { stsPolicy, stsPolicyHost, stsPolicyPath } from '../mail/sts-policy';
import type { Tenant } from '../tenant';
import type { EnvironmentFile, TenantRule } from './findings';

/** What a web gateway answers at the path of a policy of MTA-STS is the policy of its domain, letter for letter. */
export const mailPolicyRule: TenantRule = (tenants, environment) => {
  const mail = findOwnMail(environment);
  if (mail === undefined) return [];
  return tenants.flatMap(({ name, hosts, services }) =>
    mail.domains.flatMap((domain) => {
      const host = stsPolicyHost(domain.name);
      const text = stsPolicy(mail, domain)?.text;
      if (text === undefined || !hosts.includes(host)) return [];
      return services.flatMap(({ answers = {} }, index) => {
        const answer = answers[stsPolicyPath];
        return findingIf(
          answer !== undefined && answer.trim() !== text.trim(),
          ['services', index, 'answers', stsPolicyPath],
          `is not the policy of ${domain.name}, so others would not bring its mail`,
          `write { text: ${JSON.stringify(text)} }`,
        ).map((finding) => ({ ...finding, tenant: name }));
      });
    }),
  );
};

/** Policies of MTA-STS that no tenant answers: others ask for them in vain, and deliver as before. */
export function mailPolicyWarnings(environment: EnvironmentFile, tenants: readonly Tenant[]): readonly Finding[] {
  const mail = findOwnMail(environment);
  if (mail === undefined) return [];
  return mail.domains.flatMap((domain, index) => {
    const host = stsPolicyHost(domain.name);
    const policy = stsPolicy(mail, domain);
    const answered = tenants.some(
      ({ hosts, services }) =>
        hosts.includes(host) && services.some(({ answers }) => answers?.[stsPolicyPath] !== undefined),
    );
    return findingIf(
      policy !== undefined && !answered,
      ['mail', 'domains', index, 'tls'],
      `has a policy that nobody answers at ${host}${stsPolicyPath}`,
      `have a web gateway of a tenant answer { text: ${JSON.stringify(policy?.text)} } there, or write { none: <reason> }`,
    );
  });
}
