import type { OwnMail } from '../../../model/schema/own-mail';
import type { MailCheck, WorldView } from './world-view';

const day = 86_400_000;

/** Least days of a certificate: it is renewed when it has thirty left. */
const leastDays = 14;

/**
 * What the world must see of the mail host: its address both ways, TLS with a certificate for its name, and no relay for strangers.
 *
 * @param known its address, if it is recorded
 * @param now milliseconds since 1970
 */
export async function mailHostChecks(
  { name }: OwnMail,
  known: string | undefined,
  world: WorldView,
  now: number,
): Promise<readonly MailCheck[]> {
  const found = await world.addresses(name);
  const [address] = found;
  const leads: MailCheck = {
    what: `address of ${name}`,
    wrong:
      found.length === 1 && (known === undefined || address === known)
        ? undefined
        : {
            says: `is ${found.join(', ') || 'not there'}, and should be ${known ?? 'one that the host has'}`,
            whose: `whoever keeps ${name} at the DNS provider`,
            remedy: 'bring its zone file there: commons dns push',
          },
  };
  const place = known ?? address;
  if (place === undefined) return [leads];
  const names = await world.namesFor(place);
  const reverse: MailCheck = {
    what: `reverse name of ${place}`,
    wrong:
      names.length === 1 && names[0] === name
        ? undefined
        : {
            says: `is ${names.join(', ') || 'not there'}, and should be ${name}: many servers take no mail without it`,
            whose: 'the engineers, at AWS',
            remedy: `aws ec2 modify-address-attribute --allocation-id <id> --domain-name ${name}`,
          },
  };
  return [leads, reverse, ...visitChecks(name, place, await world.visit(name, place), now)];
}

function visitChecks(
  name: string,
  address: string,
  visit: Awaited<ReturnType<WorldView['visit']>>,
  now: number,
): readonly MailCheck[] {
  const here = { whose: 'the engineers, on the host', remedy: 'journalctl --unit postfix, see docs/mail.md' };
  const answer = `answer of ${name} at port 25`;
  if ('failure' in visit) {
    const remedy =
      'look whether AWS opened port 25 to and from the address, and whether this machine’s provider closes it; then the host';
    return [{ what: answer, wrong: { says: `${address} ${visit.failure}`, whose: 'the engineers', remedy } }];
  }
  const { greeting, toStrangers, certificate } = visit;
  const days = 'expires' in certificate ? Math.floor((certificate.expires - now) / day) : 0;
  return [
    {
      what: answer,
      wrong: greeting.startsWith(`220 ${name} `)
        ? undefined
        : { says: `is ${greeting}, and should name ${name}`, ...here },
    },
    {
      what: `relay of ${name} for strangers`,
      wrong: toStrangers.startsWith('5')
        ? undefined
        : { says: `is not refused: ${toStrangers}. Stop the host before lists of bad senders have it`, ...here },
    },
    {
      what: `TLS of ${name}`,
      wrong:
        'failure' in certificate
          ? { says: certificate.failure, ...here }
          : certificate.wrong !== undefined
            ? { says: `has a certificate that others refuse: ${certificate.wrong}`, ...certificateRemedy }
            : days < leastDays
              ? { says: `has a certificate for ${days} more days`, ...certificateRemedy }
              : undefined,
    },
  ];
}

const certificateRemedy = {
  whose: 'the engineers, on the host',
  remedy:
    'systemctl start commons-mail-certificate and read its journal: the aliases of _acme-challenge must be at the DNS provider',
};
