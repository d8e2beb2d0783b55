import { CfnHealthCheck } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { Alarm, type AlarmSpec } from '../observability/alarm';
import { pascalCase } from '../pascal-case';

/** An issuer as it must look from outside. */
export interface WatchedIssuer {
  /** `https://` and a host, without a slash at the end. */
  readonly url: string;
  /** Ids of its keys, the newest first. */
  readonly keyIds: readonly string[];
}

export interface IssuerWatchProps extends WatchedIssuer {
  readonly environment: string;
  /** Topic in us-east-1. */
  readonly topicArn: string;
  /** Address of `docs/alerts.md`. */
  readonly alertsUrl: string;
}

/**
 * Asks the issuer from several regions whether it still vouches for the cluster, without the cluster's help: when it does
 * not, no component reaches AWS. In us-east-1, where Route 53 reports what its health checks find.
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

/** Keys among the first 5,120 bytes of an answer, in which Route 53 looks for a text. */
const keysInSight = 5;

/**
 * The oldest key: while one takes over from another, both are published from before the new one signs until after the old
 * one does, so whichever of the stacks of issuer and zones is deployed first, the oldest is there.
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
