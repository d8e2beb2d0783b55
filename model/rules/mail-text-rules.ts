import type { TextFault } from './sender-policy-rules';

/** Tags of a list like `v=DKIM1; k=rsa`, in their order; a part without a tag has the empty name. Source: RFC 6376, section 3.2. */
const tagsIn = (text: string): readonly (readonly [name: string, value: string])[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, name = '', value = part] = /^([a-z][a-z0-9_]*)\s*=\s*([^]*)$/i.exec(part) ?? [];
      return [name.toLowerCase(), value] as const;
    });

const choices: Readonly<Record<string, readonly string[]>> = {
  p: ['none', 'quarantine', 'reject'],
  sp: ['none', 'quarantine', 'reject'],
  adkim: ['r', 's'],
  aspf: ['r', 's'],
};

/** What receivers do not understand in a policy of DMARC, and so take for none. Source: RFC 7489, section 6.3. */
export function dmarcFaults(text: string): readonly TextFault[] {
  const [, ...tags] = tagsIn(text);
  const values = new Map(tags);
  return [
    ...tags.flatMap(([name, value]): readonly TextFault[] => {
      const allowed = choices[name];
      if (name === '')
        return [[`has ${value} in a policy of DMARC, which is no tag`, 'write tags like p=none, with ; between']];
      if (allowed !== undefined && !allowed.includes(value.toLowerCase()))
        return [
          [
            `has ${name}=${value} in a policy of DMARC`,
            `write ${allowed.map((each) => `${name}=${each}`).join(' or ')}`,
          ],
        ];
      if (name === 'pct' && !(/^\d{1,3}$/.test(value) && Number(value) <= 100))
        return [[`has pct=${value} in a policy of DMARC`, 'write a number from 0 to 100']];
      return name === 'rua' || name === 'ruf' ? addressFaults(name, value) : [];
    }),
    ...(values.has('p')
      ? []
      : [
          [
            'has no p= in a policy of DMARC, so that receivers refuse nothing',
            'write p=none, p=quarantine or p=reject',
          ] as const,
        ]),
  ];
}

const addressFaults = (name: string, value: string): readonly TextFault[] =>
  value
    .split(',')
    .map((each) => each.trim())
    .filter((address) => !/^mailto:[^@\s]+@[^@\s!]+\.[^@\s!]+(!\d+[kmgt]?)?$/i.test(address))
    .map((address) => [
      `sends reports of DMARC to ${address === '' ? 'nothing' : address}, which is no address (${name})`,
      'write it like mailto:reports@commons.example, with commas between several',
    ]);

/** Least bytes of an RSA key that receivers take, of 1024 bits, as DER. Source: RFC 8301, section 3.2. */
const leastRsaBytes = 162;

/** What receivers do not understand in the key of a signature, and so take for none. Sources: RFC 6376, section 3.6.1; RFC 8463. */
export function signingKeyFaults(text: string): readonly TextFault[] {
  const tags = tagsIn(text);
  const values = new Map(tags);
  const version = tags.findIndex(([name]) => name === 'v');
  const key = values.get('p');
  const type = (values.get('k') ?? 'rsa').toLowerCase();
  if (version > 0 || (version === 0 && values.get('v') !== 'DKIM1'))
    return [
      ['is no key of DKIM to receivers, which read v=DKIM1 at its beginning', 'write v=DKIM1 first, or leave v out'],
    ];
  if (key === undefined)
    return [
      [
        'has no p=, and so no key of DKIM',
        'paste the whole text that the sender gives; p= without a value revokes a key',
      ],
    ];
  const body = key.replaceAll(/\s/g, '');
  if (body === '') return [];
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body) || body.length % 4 !== 0)
    return [
      ['has a key of DKIM that is not base64', 'paste it whole: some of it is missing, or something else is in it'],
    ];
  const bytes = Buffer.from(body, 'base64');
  if (type === 'ed25519' && bytes.length !== 32)
    return [[`has a key of ed25519 with ${bytes.length} bytes, and each has 32`, 'paste it whole, without a header']];
  if (type !== 'rsa') return [];
  if (derLength(bytes) !== bytes.length)
    return [
      [
        'has an RSA key of DKIM that is not whole',
        'paste it whole, in one line: the beginning says that it has another length',
      ],
    ];
  return bytes.length < leastRsaBytes
    ? [
        [
          'has an RSA key of DKIM with less than 1024 bits, which receivers give up',
          'have the sender make one of 2048 bits',
        ],
      ]
    : [];
}

/** Bytes of a sequence in DER, by its beginning; undefined for what is none. Source: X.690, section 8.1.3. */
function derLength(bytes: Buffer): number | undefined {
  if (bytes[0] !== 0x30 || bytes[1] === undefined) return undefined;
  const lengthBytes = bytes[1] < 0x80 ? 0 : bytes[1] - 0x80;
  return lengthBytes === 0
    ? 2 + bytes[1]
    : lengthBytes > 4 || bytes.length < 2 + lengthBytes
      ? undefined
      : 2 + lengthBytes + bytes.readUIntBE(2, lengthBytes);
}
