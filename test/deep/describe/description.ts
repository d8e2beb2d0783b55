import type { Call } from '../support/aws';
import type { Json } from '../support/template';

/** A resource that was deployed. */
export interface Deployed {
  /** What CloudFormation of the emulator calls its physical id. */
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** Its properties in the template, references replaced by what they mean. */
  readonly properties: Readonly<Record<string, Json>>;
}

/**
 * How the service of a resource type is asked for a resource: the answers of the calls together are the resource in the
 * shape of its template.
 */
export type Description = (deployed: Deployed) => readonly Call[];

/** Descriptions by resource type. */
export type Descriptions = Readonly<Record<string, Description>>;

/** How a service tells an attribute of a resource with the physical id `id`, by `<type>.<attribute>`. */
export type Attributes = Readonly<Record<string, (id: string) => Call>>;

const callOf =
  (service: string) =>
  (operation: string, parameters: Call['parameters'], query: string): Call => ({
    service,
    operation,
    parameters,
    query,
  });

export const acm = callOf('acm');
export const cloudformation = callOf('cloudformation');
export const cloudfront = callOf('cloudfront');
export const ec2 = callOf('ec2');
export const iam = callOf('iam');
export const s3 = callOf('s3');
export const ssm = callOf('ssm');
export const kms = callOf('kms');
export const logs = callOf('logs');
export const lambda = callOf('lambda');
export const route53 = callOf('route53');
export const balancing = callOf('elbv2');
export const autoscaling = callOf('autoscaling');
export const backup = callOf('backup');
export const budgets = callOf('budgets');
export const cloudwatch = callOf('cloudwatch');
export const ecs = callOf('ecs');
export const efs = callOf('efs');
export const elasticache = callOf('elasticache');
export const events = callOf('events');
export const rds = callOf('rds');
export const scaling = callOf('application-autoscaling');
export const secretsmanager = callOf('secretsmanager');
export const sns = callOf('sns');
export const waf = callOf('wafv2');

/** A filter of EC2. */
export const filter = (Name: string, value: Json = null): Json => [{ Name, Values: [value] }];

/** JMESPath for an object that has these names from names that are the same. */
export const same = (...names: readonly string[]): string => names.map((name) => `${name}: ${name}`).join(', ');
