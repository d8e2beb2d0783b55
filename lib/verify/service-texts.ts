import { z } from 'zod';
import { resourcesOfType } from '../rendered';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** A field with free text, and what the service takes in it. */
interface TextField {
  /** Keys from `Properties` down; through a list all entries count. */
  readonly path: readonly string[];
  readonly most: number;
  /** @default any character */
  readonly takes?: RegExp;
}

/** Source: Amazon EC2 API reference, CreateSecurityGroup and IpRange. */
const groupText = { most: 255, takes: /^[A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]*$/ } as const;

/** Source: IAM API reference, CreateRole: tab, line ends, and what Latin-1 has to show, so no typographic apostrophe. */
const roleText = { most: 1000, takes: /^[\t\n\r\x20-\x7e\xa1-\xff]*$/ } as const;

/**
 * Sources: the API references: IAM, CreatePolicy; Route 53, HostedZoneConfig; AWS KMS, CreateKey; Secrets Manager, CreateSecret; CloudWatch,
 * PutMetricAlarm; Systems Manager, PutParameter; Amazon EC2, CreateLaunchTemplate.
 */
const fields: Readonly<Record<string, readonly TextField[]>> = {
  'AWS::CloudWatch::Alarm': [{ path: ['AlarmDescription'], most: 1024 }],
  'AWS::EC2::LaunchTemplate': [{ path: ['VersionDescription'], most: 255 }],
  'AWS::EC2::NetworkInterface': [{ path: ['Description'], most: 255 }],
  'AWS::EC2::SecurityGroup': [
    { path: ['GroupDescription'], ...groupText },
    { path: ['SecurityGroupIngress', 'Description'], ...groupText },
    { path: ['SecurityGroupEgress', 'Description'], ...groupText },
  ],
  'AWS::EC2::SecurityGroupEgress': [{ path: ['Description'], ...groupText }],
  'AWS::EC2::SecurityGroupIngress': [{ path: ['Description'], ...groupText }],
  'AWS::IAM::ManagedPolicy': [{ path: ['Description'], most: 1000 }],
  'AWS::IAM::Role': [{ path: ['Description'], ...roleText }],
  'AWS::KMS::Key': [{ path: ['Description'], most: 8192 }],
  'AWS::Route53::HostedZone': [{ path: ['HostedZoneConfig', 'Comment'], most: 256 }],
  'AWS::SSM::Parameter': [{ path: ['Description'], most: 1024 }],
  'AWS::SecretsManager::Secret': [{ path: ['Description'], most: 2048 }],
};

/** Texts of people end up in fields of AWS, each of which takes its own characters, and refuses others only in the deploy. */
export const serviceTextsRule: RenderedRule = {
  id: 'service-texts',
  holds: 'every description of a resource has only characters that its service takes, and is not too long',
  findings: ({ resources }) =>
    Object.entries(fields).flatMap(([type, ofType]) =>
      resourcesOfType(resources, type).flatMap((each) =>
        ofType.flatMap(({ path, most, takes }) =>
          textsAt(each.resource.Properties, path).flatMap((text) => {
            const place = describeResource(each);
            const at = path.join('.');
            const wrong = Array.from(text).find((character) => takes?.test(character) === false);
            return [
              ...(wrong === undefined
                ? []
                : [
                    {
                      place,
                      reason: `${at} has the character ${wrong}, which ${type} does not take: ${text}`,
                      remedy: 'write the text that it comes from in other characters',
                    },
                  ]),
              ...(text.length <= most
                ? []
                : [
                    {
                      place,
                      reason: `${at} has ${text.length} characters, and ${type} takes ${most}`,
                      remedy: 'shorten the text that it comes from',
                    },
                  ]),
            ];
          }),
        ),
      ),
    ),
};

const objectSchema = z.record(z.string(), z.unknown());

/** Texts at a path, none for what CloudFormation computes. */
function textsAt(value: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => textsAt(each, path));
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === 'string' ? [value] : [];
  const { data } = objectSchema.safeParse(value);
  return data === undefined ? [] : textsAt(data[key], rest);
}
