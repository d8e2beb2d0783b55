import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { blockYaml } from '../../../model/formats/block-yaml';
import { remoteRef, SecretStore } from '../../base/secrets/external-secret';
import { inWave, objectWaves } from '../../base/delivery/sync';

export interface AlertReceiversProps {
  /** Mail addresses to which alerts are sent. */
  readonly contacts: readonly string[];
  /** ARN of the IAM role that may read the secret. */
  readonly roleArn: string;
  /** Name of the secret in AWS Secrets Manager: a JSON object with the keys of `receiverKeys`. */
  readonly remoteName: string;
}

/** Keys of the secret, whose values people type in. */
const receiverKeys = [
  /** Host and port of a mail server with STARTTLS. */
  'smtp-server',
  'smtp-from',
  'smtp-username',
  'smtp-password',
  /** URL of an external service that sends an alarm when it has not been called for ten minutes. */
  'watchdog-url',
] as const;

/**
 * Settings of Alertmanager. It sends alerts by mail, and calls an external service every few minutes, which sends an alarm
 * when the calls stop: monitoring that is down cannot report this itself. OpenShift reads the settings from the Secret
 * `alertmanager-main`, which it creates once and does not change later; this overwrites the Secret's only key. For the
 * chart of `openshift-monitoring`.
 *
 * Source: openshift/cluster-monitoring-operator:assets/alertmanager/secret.yaml, pkg/tasks/alertmanager.go.
 */
export class AlertReceivers extends Construct {
  constructor(scope: Construct, id: string, { contacts, roleArn, remoteName }: AlertReceiversProps) {
    super(scope, id);
    new SecretStore(this, 'store', { roleArn });
    new ApiObject(this, 'settings', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'alertmanager-main', annotations: inWave(objectWaves.data) },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'SecretStore', name: SecretStore.storeName },
        target: {
          name: 'alertmanager-main',
          // The operator owns the Secret: when this object is deleted, the Secret stays with the last settings.
          creationPolicy: 'Merge',
          deletionPolicy: 'Retain',
          template: { engineVersion: 'v2', mergePolicy: 'Replace', data: { 'alertmanager.yaml': settings(contacts) } },
        },
        data: receiverKeys.map((key) => ({ secretKey: key, remoteRef: remoteRef({ property: key, of: remoteName }) })),
      },
    });
  }
}

/** Template for the value of a key, quoted as a JSON string, which is also valid YAML. */
const secret = (key: (typeof receiverKeys)[number]): string => `{{ index . "${key}" | toJson }}`;

/** Settings of Alertmanager, as a template of External Secrets. */
function settings(contacts: readonly string[]): string {
  const plain = {
    route: {
      receiver: 'contacts',
      group_by: ['namespace', 'alertname'],
      group_wait: '30s',
      group_interval: '5m',
      repeat_interval: '24h',
      routes: [
        // Calls must be more frequent than every ten minutes, after which the external service sends an alarm.
        {
          matchers: ['alertname="Watchdog"'],
          receiver: 'watchdog',
          group_wait: '0s',
          group_interval: '1m',
          repeat_interval: '3m',
        },
        { matchers: ['severity=~"info|none"'], receiver: 'nobody' },
        { matchers: ['severity="critical"'], receiver: 'contacts', repeat_interval: '4h' },
      ],
    },
    inhibit_rules: [
      {
        source_matchers: ['severity="critical"'],
        target_matchers: ['severity="warning"'],
        equal: ['namespace', 'alertname', 'service'],
      },
    ],
    receivers: [
      { name: 'nobody' },
      { name: 'contacts', email_configs: contacts.map((to) => ({ to, send_resolved: true })) },
    ],
  };
  return [
    blockYaml(plain).trimEnd(),
    '  - name: watchdog',
    '    webhook_configs:',
    `      - url: ${secret('watchdog-url')}`,
    '        send_resolved: false',
    'global:',
    '  smtp_require_tls: true',
    `  smtp_smarthost: ${secret('smtp-server')}`,
    `  smtp_from: ${secret('smtp-from')}`,
    `  smtp_auth_username: ${secret('smtp-username')}`,
    `  smtp_auth_password: ${secret('smtp-password')}`,
    '',
  ].join('\n');
}
