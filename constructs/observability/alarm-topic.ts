import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { accountAdministers } from '../storage/account-administers';

export interface AlarmTopicProps {
  readonly topicName: string;
  /** Alias of the topic's KMS key, beginning with `alias/`. */
  readonly keyAlias: string;
  /** Mail addresses. AWS asks each once, by mail, to confirm the subscription. */
  readonly contacts: readonly string[];
}

/**
 * SNS topic to which CloudWatch alarms and EventBridge rules publish, with subscriptions by mail. Messages are
 * encrypted with a customer managed KMS key: CloudWatch and EventBridge may not use the default key `alias/aws/sns`,
 * and alarms would be lost without an error. Source: the SNS developer guide, "Enable compatibility between event
 * sources from AWS services and encrypted topics".
 */
export class AlarmTopic extends Construct {
  readonly topicArn: string;

  constructor(scope: Construct, id: string, { topicName, keyAlias, contacts }: AlarmTopicProps) {
    super(scope, id);
    const key = this.addKey(topicName);
    const alias = new CfnAlias(this, 'KeyAlias', { aliasName: keyAlias, targetKeyId: key.attrKeyId });
    for (const resource of [key, alias]) resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);

    const topic = new CfnTopic(this, 'Topic', { topicName, kmsMasterKeyId: key.attrKeyId });
    new CfnTopicPolicy(this, 'Policy', { topics: [topic.ref], policyDocument: publishing(topic.ref, Stack.of(this)) });
    contacts.forEach((endpoint, index) => {
      new CfnSubscription(this, `Contact${index + 1}`, { topicArn: topic.ref, protocol: 'email', endpoint });
    });
    this.topicArn = topic.ref;
  }

  private addKey(topicName: string): CfnKey {
    const resources = ['*'];
    return new CfnKey(this, 'Key', {
      description: `Messages of the topic ${topicName}`,
      enableKeyRotation: true,
      pendingWindowInDays: 30,
      keyPolicy: new PolicyDocument({
        statements: [
          accountAdministers(),
          new PolicyStatement({
            sid: 'PublishersEncrypt',
            principals: publishers,
            actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            // EventBridge gives KMS neither its account nor its rule; the topic policy limits who may publish.
            resources,
          }),
        ],
      }),
    });
  }
}

const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
const eventBridge = new ServicePrincipal('events.amazonaws.com');
const publishers = [cloudWatch, eventBridge];

function publishing(topicArn: string, { account, region }: Stack): PolicyDocument {
  const publish = { actions: ['sns:Publish'], resources: [topicArn] };
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [cloudWatch],
        ...publish,
        conditions: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${account}:alarm:*` } },
      }),
      // Conditions on the source do not work for EventBridge and encrypted topics, says the page named above.
      new PolicyStatement({ sid: 'EventsPublish', principals: [eventBridge], ...publish }),
      new PolicyStatement({
        sid: 'OnlyEncryptedTransport',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        ...publish,
        conditions: { Bool: { 'aws:SecureTransport': false } },
      }),
    ],
  });
}
