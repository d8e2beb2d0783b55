import { isWithin } from '../../../model/domain-names';
import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { addressDomain } from '../../../model/mail/own-mail';
import { spfLookupLimit } from '../../../model/mail/spf-record';
import { stsPolicy, stsPolicyHost, stsPolicyPath } from '../../../model/mail/sts-policy';
import { mailRecords } from '../../../model/records/mail-records';
import { readTextValue } from '../../../model/records/read-text-value';
import type { MailDomain, OwnMail } from '../../../model/schema/own-mail';
import { isSpf, readSpfTree } from './spf-tree';
import type { MailCheck, WorldView } from './world-view';

/** What the world must see of a domain of mail: the records of its zone file, and the page of its policy. */
export async function mailDomainChecks(
  domain: MailDomain,
  mail: OwnMail,
  environment: Pick<Environment, 'mail' | 'hosts' | 'cluster' | 'domains'>,
  facts: Partial<Facts>,
  world: WorldView,
): Promise<readonly MailCheck[]> {
  const { name } = domain;
  const dns = {
    whose: `whoever keeps ${name} at the DNS provider`,
    remedy: 'bring its zone file there: commons dns push',
  };
  const found = await world.mailHosts(name);
  const checks: MailCheck[] = [
    {
      what: `MX of ${name}`,
      wrong:
        found.length === 1 && found[0] === mail.name
          ? undefined
          : { says: `is ${found.join(', ') || 'not there'}, and should be ${mail.name} alone`, ...dns },
    },
  ];
  for (const record of mailRecords(environment, facts)) {
    if (record.type !== 'TXT' || mailDomainAround(record.host, mail) !== name || record.host === mail.name) continue;
    const what = `TXT of ${record.host}`;
    if ('waitsFor' in record) {
      const keys = {
        whose: 'the engineers',
        remedy: 'run commons mail keys, npm start, and bring the zone file to the DNS provider',
      };
      checks.push({ what, wrong: { says: 'is not known yet: its key was not made', ...keys } });
      continue;
    }
    const wanted = readTextValue(record.value);
    const there = (await world.texts(record.host)).filter((text) => toKind(text) === toKind(wanted));
    checks.push({
      what,
      wrong:
        there.length === 1 && there[0] === wanted
          ? undefined
          : {
              says: `is ${there.map((text) => JSON.stringify(text)).join(' and ') || 'not there'}, and should be ${JSON.stringify(wanted)}`,
              ...dns,
            },
    });
    if (isSpf(wanted)) checks.push(await spfCheck(name, there[0] ?? wanted, world));
  }
  return [
    ...checks,
    ...(await reportChecks(domain, environment.domains, world)),
    ...(await policyChecks(domain, mail, world)),
  ];
}

/** The nearest domain of mail that a host is in: one may be below another, and each has records of its own. */
const mailDomainAround = (host: string, { domains }: OwnMail): string | undefined =>
  domains
    .map(({ name }) => name)
    .filter((name) => isWithin(host, name))
    .sort((one, other) => other.length - one.length)[0];

/** First word of a text, by which readers tell texts of one name apart. */
const toKind = (text: string): string => /^v=\w+/i.exec(text)?.[0].toLowerCase() ?? '';

async function spfCheck(name: string, record: string, world: WorldView): Promise<MailCheck> {
  const { lookups, broken } = await readSpfTree(record, world);
  const what = `look-ups of the SPF record of ${name}`;
  if (broken.length > 0)
    return {
      what,
      wrong: {
        says: `end at ${broken.join(', ')}, which has no SPF record of its own`,
        whose: `whoever sends in the name of ${name} from there`,
        remedy: 'ask them, or take it out of alsoSentBy',
      },
    };
  return {
    what,
    wrong:
      lookups <= spfLookupLimit
        ? undefined
        : {
            says: `are ${lookups}, and receivers stop at ${spfLookupLimit}: no mail of the domain passes`,
            whose: 'the engineers',
            remedy: 'name blocks of addresses in alsoSentBy, or let a sender use a domain of its own',
          },
  };
}

/** Who gets reports on a domain says so, if it is elsewhere (RFC 7489, section 7.1). */
async function reportChecks(
  { name, reportsTo }: MailDomain,
  ours: readonly string[],
  world: WorldView,
): Promise<readonly MailCheck[]> {
  const others = [...new Set(reportsTo.map(addressDomain))].filter(
    (other) => !ours.some((each) => isWithin(other, each)),
  );
  return Promise.all(
    others.map(async (other) => {
      const place = `${name}._report._dmarc.${other}`;
      const agrees = (await world.texts(place)).some((text) => /^v=DMARC1/i.test(text));
      return {
        what: `TXT of ${place}`,
        wrong: agrees
          ? undefined
          : {
              says: 'is not there, so nobody sends reports to that address',
              whose: `whoever keeps ${other}`,
              remedy: `have them add ${place} IN TXT "v=DMARC1", or take the address out of reportsTo`,
            },
      };
    }),
  );
}

async function policyChecks(domain: MailDomain, mail: OwnMail, world: WorldView): Promise<readonly MailCheck[]> {
  const policy = stsPolicy(mail, domain);
  if (policy === undefined) return [];
  const host = stsPolicyHost(domain.name);
  const page = await world.page(host, stsPolicyPath);
  const right = 'text' in page && page.text.replaceAll('\r\n', '\n').trim() === policy.text.trim();
  return [
    {
      what: `policy of MTA-STS at ${host}`,
      wrong: right
        ? undefined
        : {
            says: 'failure' in page ? page.failure : 'is another than the environment file makes',
            whose: 'the engineers',
            remedy: `have a web gateway answer ${stsPolicyPath} at ${host}, see docs/mail.md`,
          },
    },
  ];
}
