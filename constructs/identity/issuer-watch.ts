import { CfnHealthCheck } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { Alarm, type AlarmSpec } from '../observability/alarm';
import { pascalCase } from '../../model/formats/pascal-case';

/** The issuer of a cluster's service-account tokens, as it must answer from outside. */
export interface WatchedIssuer {
  /** `https://` and a host, without a slash at the end. */
  readonly url: string;
  /** Ids of its keys, the newest first. */
  readonly keyIds: readonly string[];
}

export interface IssuerWatchProps extends WatchedIssuer {
  readonly environment: string;
  /** ARN of a topic in us-east-1. */
  readonly topicArn: string;
  /** Address of `docs/alerts.md`. */
  readonly alertsUrl: string;
}

/**
 * Health checks of Route 53 that ask the issuer from several regions for its discovery document and its keys,
 * independent of the cluster, with alarms. When the issuer does not answer, no component of the cluster reaches AWS.
 * Must be in a stack in us-east-1, where Route 53 reports the metrics of its health checks.
 * Source: the Route 53 developer guide, "Monitoring health checks using CloudWatch".
 */
export class IssuerWatch extends Construct {
  constructor(scope: Construct, id: string, { url, keyIds, environment, topicArn, alertsUrl }: IssuerWatchProps) {
    super(scope, id);
    const host = new URL(url).hostname;
    const documents = [
      { name: 'issuer-discovery', path: '/.well-known/openid-configuration', text: url },
      { name: 'issuer-keys', path: '/keys.json', text: watchedKey(keyIds) },
    ];
    for (const { name, path, text } of documents) {
      const check = new CfnHealthCheck(this, `${pascalCase(name)}Check`, {
        healthCheckConfig: {
          type: 'HTTPS_STR_MATCH',
          fullyQualifiedDomainName: host,
          port: 443,
          resourcePath: path,
          searchString: text,
          enableSni: true,
          requestInterval: 30,
          failureThreshold: 3,
        },
        healthCheckTags: [{ key: 'Name', value: `${environment}-${name}` }],
      });
      new Alarm(this, pascalCase(name), {
        ...alarmSpec(name, check.ref, `${url}${path}`),
        environment,
        topicArn,
        alertsUrl,
      });
    }
  }
}

/** Number of keys within the first 5,120 bytes of the key set; Route 53 searches no further. */
const keysInSight = 5;

/**
 * Returns the id of the oldest key. During a key rotation both keys are published, from before the new one signs until
 * after the old one does. So the oldest key is there in whichever order the stacks of the issuer and of the zones are
 * deployed.
 *
 * @throws Error without keys
 */
function watchedKey(keyIds: readonly string[]): string {
  const key = keyIds.slice(0, keysInSight).at(-1);
  if (key === undefined) throw new Error('an issuer without keys cannot be watched: name one');
  return key;
}

const alarmSpec = (name: string, healthCheckId: string, address: string): AlarmSpec => ({
  name,
  watches: {
    namespace: 'AWS/Route53',
    name: 'HealthCheckStatus',
    dimensions: { HealthCheckId: healthCheckId },
    statistic: 'Minimum',
    periodSeconds: 60,
  },
  when: 'below',
  threshold: 1,
  periods: 3,
  silence: 'wrong',
  summary: `${address} does not answer with what AWS believes the cluster by`,
  section: 'issuer-silent',
});
