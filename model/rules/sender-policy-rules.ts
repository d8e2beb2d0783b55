import ipaddr from 'ipaddr.js';

/** A fault in the text of a record: what is wrong, and what would be right. */
export type TextFault = readonly [reason: string, remedy: string];

const domain = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]*[a-z0-9])?\.)+[a-z0-9-]{2,}\.?$/i;

/** A domain of a term, in which macros stand for what only the receiver knows. Source: RFC 7208, section 7. */
const isDomain = (text: string): boolean => text.includes('%{') || domain.test(text);

/** Mechanisms of an SPF record, with what each has behind its name. Source: RFC 7208, section 5. */
const mechanisms: Readonly<Record<string, (rest: string) => boolean>> = {
  all: (rest) => rest === '',
  include: (rest) => rest.startsWith(':') && isDomain(rest.slice(1)),
  exists: (rest) => rest.startsWith(':') && isDomain(rest.slice(1)),
  ptr: (rest) => rest === '' || (rest.startsWith(':') && isDomain(rest.slice(1))),
  a: (rest) => isOwnOrDomain(rest),
  mx: (rest) => isOwnOrDomain(rest),
  ip4: (rest) => isBlock(rest, 4),
  ip6: (rest) => isBlock(rest, 6),
};

/** `a`, `a:name`, `a/24`, `a:name/24//64`. */
function isOwnOrDomain(rest: string): boolean {
  const [, name, ipv4 = '0', ipv6 = '0'] = /^(?::([^/]+))?(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/.exec(rest) ?? [];
  const isWhole = /^(:[^/]+)?(\/\d{1,3})?(\/\/\d{1,3})?$/.test(rest);
  return isWhole && (name === undefined || isDomain(name)) && Number(ipv4) <= 32 && Number(ipv6) <= 128;
}

function isBlock(rest: string, version: 4 | 6): boolean {
  const [, address = '', length] = /^:([^/]+)(?:\/(\d{1,3}))?$/.exec(rest) ?? [];
  const isAddress = version === 4 ? ipaddr.IPv4.isValidFourPartDecimal(address) : ipaddr.IPv6.isValid(address);
  return isAddress && Number(length ?? 0) <= (version === 4 ? 32 : 128);
}

/** Terms of an SPF record that receivers do not know: with one of them they give up the whole record. Source: RFC 7208, section 4.6. */
export function senderPolicyFaults(record: string): readonly TextFault[] {
  const terms = record
    .split(' ')
    .slice(1)
    .filter((term) => term !== '');
  const twice = ['redirect', 'exp'].filter(
    (name) => terms.filter((term) => term.toLowerCase().startsWith(`${name}=`)).length > 1,
  );
  return [
    ...terms.flatMap((term): readonly TextFault[] => {
      // Modifiers that nobody knows are passed over.
      if (/^[a-z][\w.-]*=/i.test(term)) return [];
      const [, name = '', rest = ''] = /^[+?~-]?([a-z0-9]*)(.*)$/i.exec(term) ?? [];
      return mechanisms[name.toLowerCase()]?.(rest) === true
        ? []
        : [
            [
              `has ${term} in an SPF record, which receivers do not know, so that they take none of it`,
              'write a term of RFC 7208, like include:spf.example.org, ip4:192.0.2.0/24 or -all',
            ],
          ];
    }),
    ...twice.map((name): TextFault => [
      `has ${name}= twice in an SPF record, so that receivers take none of it`,
      'keep one of them',
    ]),
  ];
}
