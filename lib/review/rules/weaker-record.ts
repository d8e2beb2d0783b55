import { readTextValue } from '../../../model/records/read-text-value';
import { isWithin } from '../../../model/domain-names';
import { exampleZone } from '../example-zone';
import { isFirst } from '../is-first';
import type { ReviewClass } from '../review-finding';
import type { ReviewRule } from '../review-rule';
import { namedAuthorities, newAuthorities } from '../zones/certificate-authorities';
import { policyKind, weakerDmarc, weakerSpf } from '../zones/mail-policies';
import { zoneChanges, type RecordChange, type ZoneChanges } from '../zones/zone-changes';

type Weakening = readonly [ReviewClass, string];

/** A record by which others cannot take the place of a name, its mail or its machines. */
export const weakerRecordRule: ReviewRule = {
  id: 'weaker-record',
  finds: 'a record that protects a name and is gone or weaker: CAA, SPF, DMARC, DKIM, MTA-STS, DS, TLSA and SSHFP',
  class: 'weakens',
  why: 'Without it, others can get certificates for the name, send mail as the community, or stand in for a machine, and nobody notices.',
  remedy: 'Keep the record. To change a key, add the new one first, and remove the old one once nobody uses it.',
  dangerous: {
    before: exampleZone('@ IN TXT "v=spf1 include:_spf.mail.example -all"'),
    after: exampleZone('@ IN TXT "v=spf1 include:_spf.mail.example ~all"'),
  },
  harmless: {
    before: exampleZone('@ IN CAA 0 issue "letsencrypt.org"', '@ IN TXT "v=spf1 mx ~all"'),
    after: exampleZone(
      '@ IN CAA 0 issue "letsencrypt.org; validationmethods=dns-01"',
      '@ IN TXT "v=spf1 mx -all"',
      'wiki IN CAA 0 issue ";"',
    ),
  },
  findings: (comparison) => {
    if (isFirst(comparison)) return [];
    const changes = zoneChanges(comparison);
    return changes.records.flatMap((change) =>
      weakenings(change, changes).map(([danger, what]) => ({
        class: danger,
        layer: 'elsewhere' as const,
        subject: `DNS name ${change.host}`,
        what,
        targets: change.targets,
      })),
    );
  },
};

function weakenings(change: RecordChange, { before, after }: ZoneChanges): readonly Weakening[] {
  const { host, type } = change;
  // What a whole domain was protected by goes with it.
  const isThere = [...after.values.keys()].some((each) => isWithin(host, each) || isWithin(each, host));
  if (!isThere && !after.domains.some((domain) => isWithin(host, domain))) return [];
  const isGone = change.after.length === 0;
  switch (type) {
    case 'CAA': {
      const more = newAuthorities(namedAuthorities(before, host), namedAuthorities(after, host));
      if (more.includes('everybody')) return [['weakens', 'lets every authority issue certificates for it']];
      if (more.length > 0) return [['weakens', `lets ${more.join(', ')} issue certificates for it as well`]];
      return change.gone.some((value) => /\biodef\b/i.test(value)) &&
        !change.after.some((each) => /\biodef\b/i.test(each))
        ? [['watch', 'no longer says whom an authority tells of a refused request']]
        : [];
    }
    case 'TXT':
      return textWeakenings(change, after);
    case 'CNAME':
      return host.includes('._domainkey.') ? keyWeakenings(change, after) : [];
    case 'DS':
      return isGone && after.values.get(host)?.has('NS') === true
        ? [['weakens', 'is no longer signed: resolvers take forged answers for its zone']]
        : [];
    case 'SSHFP':
      return isGone && after.values.has(host)
        ? [['weakens', 'no longer tells the host keys of its machine']]
        : other(change);
    case 'TLSA':
      return isGone ? [['weakens', 'no longer tells which certificate its service has']] : other(change);
    default:
      return [];
  }
}

const other = ({ before, come, after }: RecordChange): readonly Weakening[] =>
  before.length > 0 && after.length > 0 && come.length > 0 ? [['watch', 'names another key']] : [];

function textWeakenings(change: RecordChange, after: ZoneChanges['after']): readonly Weakening[] {
  const { host } = change;
  const texts = (values: readonly string[]) => values.map((value) => readTextValue(value));
  const [old, current] = [texts(change.before), texts(change.after)];
  const textOf = (list: readonly string[], kind: string) => list.find((text) => policyKind(host, text) === kind);
  const spf: Weakening[] = weaker(
    textOf(old, 'SPF'),
    textOf(current, 'SPF'),
    weakerSpf,
    'no longer says who may send mail in its name',
  );
  const dmarc: Weakening[] = weaker(
    textOf(old, 'DMARC'),
    textOf(current, 'DMARC'),
    weakerDmarc,
    'no longer tells receivers to refuse forged mail',
  );
  const isStsGone = textOf(old, 'MTA-STS') !== undefined && textOf(current, 'MTA-STS') === undefined;
  return [
    ...spf,
    ...dmarc,
    ...(isStsGone ? [['weakens', 'no longer asks senders to encrypt mail'] as const] : []),
    ...(host.includes('._domainkey.') ? keyWeakenings(change, after) : []),
  ];
}

function weaker(
  before: string | undefined,
  after: string | undefined,
  compare: (before: string, after: string) => readonly string[],
  gone: string,
): Weakening[] {
  if (before === undefined) return [];
  return (after === undefined ? [gone] : compare(before, after)).map((what) => ['weakens', what]);
}

/** A key by which mail is signed: another one may have taken its place at another name. */
function keyWeakenings(
  { host, before, after: values, come }: RecordChange,
  after: ZoneChanges['after'],
): readonly Weakening[] {
  if (before.length === 0) return [['watch', 'is a new key: whoever has it signs mail of the domain']];
  const isKey = (value: string) => !/^"|p=/.test(value) || /\bp=\s*[^;\s"]/.test(readTextValue(value));
  if (values.some(isKey))
    return come.length > 0 ? [['watch', 'is another key: mail signed by the old one is no longer genuine']] : [];
  const zone = host.slice(host.indexOf('._domainkey.'));
  const isKept = [...after.values].some(
    ([each, types]) => each !== host && each.endsWith(zone) && [...types.values()].flat().some(isKey),
  );
  return isKept
    ? [['watch', 'is gone: mail signed by this key is no longer genuine']]
    : [['weakens', 'is gone, and with it the last key that signs mail of the domain']];
}
