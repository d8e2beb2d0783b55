import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { otherPartitions, regions } from '../data/regions';
import { toGroupPath } from '../group-path';
import { didYouMean } from '../did-you-mean';
import { addressPatterns } from '../formats/address-patterns';
import { imagePatterns } from '../formats/image-patterns';
import { toImageName } from '../formats/image-name';

/**
 * Message of a schema: what is wrong and, after a line break, what would be right.
 *
 * @example
 * z.string().regex(/^[a-z]+$/, refusal('is not a name of a theme', 'write it like vector'));
 */
export const refusal = (reason: string, remedy: string): string => `${reason}\n${remedy}`;

/** A name that AWS, DNS and Kubernetes all accept: lower-case letters, digits and single hyphens. */
export const shortName = (maxLength: number) =>
  z
    .string()
    .max(
      maxLength,
      refusal(`is longer than ${maxLength} characters`, 'shorten it: AWS and Kubernetes names are built from it'),
    )
    .regex(
      /^[a-z]([a-z0-9]|-(?!-))*(?<!-)$/,
      refusal(
        'is not a name that AWS, DNS and Kubernetes all accept',
        'use lower-case letters, digits and single hyphens, beginning with a letter',
      ),
    )
    .meta({ examples: ['general'] });

/** A fully qualified domain name, in lower case, without a trailing dot. */
export const domainName = z
  .string()
  .max(253)
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/,
    refusal(
      'is not a fully qualified domain name',
      'write it in lower case without a trailing dot, like pad.commons.example',
    ),
  )
  .meta({ examples: ['pad.commons.example'] });

/**
 * Hosts of a service; it serves all of them in the same way.
 *
 * @example
 * z.strictObject({ kind: z.literal('wiki'), name: shortName(16).default('wiki'), hosts: serviceHosts });
 */
export const serviceHosts = z
  .array(domainName.describe('a host name like pad.commons.example, without a path: this kind serves whole hosts'))
  .min(1)
  .optional()
  .describe('hosts of the tenant that it serves; defaults to all of them if it is the only service');

/**
 * Path of a URL. Clients and servers take `.`, `..` and empty parts out before they ask or answer, and the kubelet reads two slashes
 * at the beginning as a host. Source: RFC 3986, section 5.2.4; kubernetes:pkg/probe/http/request.go.
 */
export const urlPath = z
  .string()
  .regex(/^\/[A-Za-z0-9._~/-]*$/, {
    message: refusal('is not a path of a URL', 'write it like /healthz, without host or query'),
    abort: true,
  })
  .refine(
    (path) => !/\/\/|\/\.{1,2}(\/|$)/.test(path),
    refusal('has an empty part, . or .. in it, which no request has', 'write the path out, with single slashes'),
  );

const mailWord = "[A-Za-z0-9!#%&'*+/=?^_`{|}~-]+";

/** A mail address as a setting has it: without quotes, and without `$`, by which Kubernetes finds variables. Source: RFC 5321, section 4.1.2. */
export const mailAddress = (example: string) =>
  z
    .string()
    .max(254, refusal('is longer than 254 characters', 'use a shorter one: mail servers take no longer address'))
    .regex(
      new RegExp(`^(?=[^@]{1,64}@)${mailWord}(\\.${mailWord})*@${addressPatterns.name}$`),
      refusal('is not an e-mail address', `write it like ${example}, its domain in lower case`),
    );

/** A reason in words for the reviewer, with what it has to say. */
const reasonThatSays = (remedy: string) =>
  z
    .string()
    .min(15, refusal('is too short to be a reason', remedy))
    .max(
      1000,
      refusal('is longer than 1000 characters', 'say it in a sentence or two: it is written beside what it is about'),
    )
    .describe('reason for the reviewer, in one sentence');

/** A reason in words for the reviewer; required wherever a setting departs from the safe default. */
export const reason = reasonThatSays('say in a sentence why the safe default does not fit here').meta({
  examples: ['Nothing in it would be missed by anybody'],
});

/** A reason in words for the reviewer of a denial. */
export const denialReason = reasonThatSays('say in a sentence what they did').meta({
  examples: ['Scrapes every issue in a loop'],
});

const families = {
  IPv4: { parser: ipaddr.IPv4, cidr: /^((0|[1-9]\d*)(\.|(?=\/))){4}\/(0|[1-9]\d?)$/, example: '10.0.0.0/16' },
  IPv6: { parser: ipaddr.IPv6, cidr: /^[0-9a-f:]+\/(0|[1-9]\d{0,2})$/i, example: '2001:db8::/32' },
} as const;

type Family = keyof typeof families;

/** An address block in CIDR notation with no host bits set; if it is not valid, later checks do not run. */
const block = (familyOf: (text: string) => Family) =>
  z.string().superRefine((text, context) => {
    const message = blockProblem(text, familyOf(text));
    if (message !== undefined) context.addIssue({ code: 'custom', message, continue: false });
  });

/** An IPv4 address block in CIDR notation, with no host bits set. */
export const ipv4Block = block(() => 'IPv4')
  .describe('an IPv4 block like 10.0.0.0/16')
  .meta({ examples: ['10.0.0.0/16'] });

/** An IPv6 address block in CIDR notation, with no host bits set. */
export const ipv6Block = block(() => 'IPv6')
  .describe('an IPv6 block like 2001:db8::/32')
  .meta({ examples: ['2001:db8::/32'] });

/** An address block of either family. */
export const addressBlock = block((text) => (text.includes(':') ? 'IPv6' : 'IPv4'))
  .describe('an IPv4 block like 10.0.0.0/16, or an IPv6 block like 2001:db8::/32')
  .meta({ examples: ['192.0.2.0/24'] });

function blockProblem(text: string, family: Family): string | undefined {
  const { parser, cidr, example } = families[family];
  if (!cidr.test(text) || !parser.isValidCIDR(text)) {
    return refusal(`is not an ${family} block`, `write address and prefix length, like ${example}`);
  }
  const [address = '', prefix = ''] = text.split('/');
  const network = parser.networkAddressFromCIDR(text).toString();
  if (parser.parse(address).toString() !== network) {
    return refusal('has bits set behind its prefix', `write ${network}/${prefix}`);
  }
  return address.toLowerCase() === network
    ? undefined
    : refusal('is not in its short form', `write ${network}/${prefix}`);
}

/** Name of an AWS region in the partition `aws`. */
export const region = z
  .string()
  .superRefine((text, context) => {
    if (regions.includes(text)) return;
    context.addIssue({ code: 'custom', message: regionProblem(text), continue: false });
  })
  .meta({ examples: ['us-east-1'] });

function regionProblem(text: string): string {
  const other = otherPartitions.find((each) => each.regions.includes(text));
  if (other === undefined)
    return refusal('is not an AWS region', didYouMean(text, regions, 'write one like us-east-1'));
  return refusal(
    `is a region of ${other.cloud}, whose partition is ${other.partition}: ARNs, boot images and zones here are of the partition aws`,
    'write a region of that, like eu-central-1',
  );
}

/** An https address without credentials, query or trailing slash, with an example of what the field may have. */
export const httpsUrlLike = (example: string) =>
  z
    .string()
    .refine(
      (text) => plainHttps.test(text) && !ownMachine.test(text) && URL.canParse(text),
      refusal('is not a plain https address', `write it like ${example}, without a trailing slash`),
    )
    .meta({ examples: [example] });

const plainHttps = new RegExp(
  `^https://(${addressPatterns.name}|${addressPatterns.ipv4})(:${addressPatterns.port})?(/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?$`,
);

/** Hosts by which every machine means itself. Source: RFC 6761, section 6.3; RFC 6890. */
const ownMachine = /^https:\/\/([^/:]+\.localhost|127\.[\d.]+|0\.[\d.]+)([:/]|$)/;

/** The https address of a site. */
export const httpsUrl = httpsUrlLike('https://gitlab.commons.example');

/** A calendar day. */
export const day = z.iso
  .date(refusal('is not a calendar day', 'write it like 2027-06-30'))
  .describe('a day like 2027-06-30')
  .meta({ examples: ['2027-06-30'] });

/** Longest name of a repository with its registry. Source: distribution/reference, `NameTotalLengthMax`. */
const longestRepository = 255;

/** A container image with its registry and a tag or a digest; if it has both, the digest counts. */
export const containerImage = z
  .string()
  .regex(new RegExp(`^${imagePatterns.repository}(?=[:@])(:${imagePatterns.tag})?(@${imagePatterns.digest})?$`), {
    message: refusal(
      'is not a full image reference',
      'write registry, repository and a tag or digest, like quay.io/commons/blog:stable',
    ),
    abort: true,
  })
  .refine((text) => (toImageName(text)?.repository.length ?? 0) <= longestRepository, {
    message: refusal(
      `has more than ${longestRepository} characters before its tag`,
      'push it to a repository with a shorter name: container engines take no longer one',
    ),
  })
  .describe('image with registry and tag or digest, like quay.io/commons/blog:stable')
  .meta({ examples: ['quay.io/commons/blog:stable'] });

/**
 * Schema of how a service gets a newer build of its image.
 *
 * @param byDefault default for the kind
 */
export const imageUpdates = (byDefault: 'automatic' | 'reviewed') =>
  z
    .enum(['automatic', 'reviewed'])
    .default(byDefault)
    .describe(
      'automatic rolls out each new build of the tag; reviewed stays at the digest that commons images recorded until a merge request changes it',
    );

/**
 * A group of the single sign-on: a file has its name or its path, and the output is always the path. FreeIPA allows letters,
 * digits, dots, hyphens and underscores in the name of a group; a name with a slash could be taken for another group's path.
 */
export const group = z
  .string()
  .regex(
    /^([a-z0-9][a-z0-9._-]{1,63}|(\/[a-z0-9][a-z0-9._-]{1,63})+)$/,
    refusal(
      'is neither the name of a group nor the path of one',
      'write the name of a top-level group, like infrastructure, or its whole path, like /mirrors/editors',
    ),
  )
  .meta({ examples: ['infrastructure'] })
  .transform(toGroupPath);

/** Architecture of a processor, as container registries call it. */
export const architecture = z.enum(['amd64', 'arm64']).describe('amd64 or arm64');

/** An instance type of EC2. */
export const instanceType = z
  .string()
  .regex(/^[a-z0-9-]+\.[a-z0-9]+$/, refusal('is not an EC2 instance type', 'write family and size, like m7g.xlarge'));

/** Instance types of EC2. */
export const instanceTypes = z
  .array(instanceType)
  .min(1)
  .describe('EC2 instance types, in order of preference')
  .meta({ examples: [['m7g.xlarge']] });

/**
 * Paths that the kernel, the container runtime or Kubernetes fill in every container; a volume mounted over one breaks the pod.
 */
const systemFolders = [
  '/dev',
  '/etc/hostname',
  '/etc/hosts',
  '/etc/resolv.conf',
  '/proc',
  '/run/secrets',
  '/sys',
  '/var/run/secrets',
];

/** Most characters of a path and of one of its parts. Source: linux:include/uapi/linux/limits.h, PATH_MAX and NAME_MAX. */
const longestPath = 4095;
const longestPart = 255;

/** An absolute path in a container. */
export const absolutePath = z
  .string()
  .regex(/^(\/[A-Za-z0-9._-]+)+$/, refusal('is not an absolute path', 'write it like /var/lib/app'))
  .refine((path) => !path.split('/').some((part) => part === '.' || part === '..'), {
    message: refusal('has . or .. in it', 'write the path out, without . and ..'),
  })
  .refine((path) => path.length <= longestPath && path.split('/').every((part) => part.length <= longestPart), {
    message: refusal(
      `is longer than ${longestPath} characters, or has a part of more than ${longestPart}`,
      'shorten it: Linux has no longer paths',
    ),
  })
  .refine((path) => !systemFolders.some((folder) => path === folder || path.startsWith(`${folder}/`)), {
    message: refusal('is a folder of the system', 'choose a folder of the application'),
  })
  .meta({ examples: ['/var/lib/app'] });

/** The path of a group or project in GitLab. Source: gitlab-org/gitlab:lib/gitlab/path_regex.rb. */
export const gitlabPath = z
  .string()
  .regex(
    /^(?!.*(\.|\.git|\.atom)(\/|$))[A-Za-z0-9_][A-Za-z0-9_.-]*(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/,
    refusal('is not the path of a group or project in GitLab', 'write it like desktop or desktop/files, in full'),
  )
  .meta({ examples: ['desktop/files'] });

/** Requests from one address in five minutes above which AWS WAF blocks it. */
export const requestsPerAddress = z
  .int()
  .min(100)
  .max(100_000)
  .default(2000)
  .describe('requests from one address in five minutes above which it is blocked; conferences share one address');
