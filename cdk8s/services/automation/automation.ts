import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { AppImage, type ImageUpdates } from '../../base/pods/app-image';
import { k8s } from '../../base/manifests/kubernetes';
import { callsOutTraffic, type CallOut } from '../../base/network/calls-out';
import { httpsEgress, NetworkRules } from '../../base/network/network-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { applicationPodLabels, type ApplicationRuntime } from '../../base/pods/process-pod';
import type { PublicHost } from '../../base/network/public-route';
import { ServiceSecret, serviceSecretKeys, type ServiceSecrets } from '../../base/secrets/service-secret';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { WebApplication } from '../../base/web-application';
import type { ScratchFolder } from '../../base/pods/scratch-folders';
import { WorkloadIdentity } from '../../base/pods/workload-identity';
import { automationHealth } from './automation-health';
import { automationAlerts } from './automation-alerts';
import { HookTemplate, type Hook } from './hook-template';

/** A hook, and the key of the secret that authenticates its deliveries. */
export interface AuthenticatedHook extends Hook {
  readonly tokenKey: string;
}

export interface AutomationProps {
  readonly name: string;
  /** Image of the receiver, built from `images/automation-hooks`. */
  readonly receiver: string;
  /** Image that the commands run in. */
  readonly image: string;
  readonly updates: ImageUpdates;
  readonly hosts: readonly PublicHost[];
  /** Address of the GitLab whose webhooks call it. */
  readonly gitlab: string;
  /** Account in GitLab with which the commands write. */
  readonly account: string;
  readonly hooks: readonly AuthenticatedHook[];
  /** Keys of all hooks' tokens: typed in by people, or generated. */
  readonly tokens: Pick<ServiceSecrets, 'typedIn' | 'generated'>;
  /** Environment variables of the commands that are no secret, ordered so that each refers to earlier ones only. */
  readonly settings: Readonly<Record<string, string>>;
  /** Names of environment variables of the commands whose values are in AWS Secrets Manager: typed in by people, or generated. */
  readonly secrets: Omit<ServiceSecrets, 'remoteName'>;
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
  readonly scratch: readonly ScratchFolder[];
  /** TCP ports that the commands call outside the cluster besides 443. */
  readonly callsOut: readonly CallOut[];
}

/**
 * Commands that GitLab's webhooks start. A receiver creates Jobs and has no secret but the hooks' tokens; a CronJob for each hook
 * is the template of its Jobs, whose pods have the secrets and accept no connections.
 */
export class Automation extends Construct {
  constructor(scope: Construct, id: string, props: AutomationProps) {
    super(scope, id);
    const { name } = props;
    this.addReceiver(props);
    this.addStarter(props);
    const runtime = this.addRuntime(props);
    for (const hook of props.hooks) new HookTemplate(this, `hook-${hook.name}`, { runtime, hook });
    const alerts = automationAlerts(PlatformChart.of(this).ownNamespace, name);
    new AlertRules(this, 'alerts', { name: `${name}-hooks`, alerts });
  }

  private addReceiver(props: AutomationProps): void {
    const { name, hooks, account, hosts } = props;
    const tokens = new ServiceSecret(this, 'tokens', { name, remoteName: props.remoteSecret, ...props.tokens });
    const tokenOf = (hook: AuthenticatedHook) => `TOKEN_${hook.name.toUpperCase().replaceAll('-', '_')}`;
    const served = hooks.map((hook) => ({
      name: hook.name,
      project: hook.project,
      on: hook.on,
      template: HookTemplate.nameOf(name, hook.name),
      token: tokenOf(hook),
    }));
    new WebApplication(this, 'receiver', {
      // It may create Jobs, so a new image needs a review.
      updates: 'reviewed',
      name,
      image: props.receiver,
      architecture: 'any',
      port: 8080,
      hosts,
      size: 'small',
      replicas: { count: 2 },
      health: { path: automationHealth },
      startSeconds: 60,
      metricsPath: '/metrics',
      closedPaths: [],
      scratch: [],
      variables: {
        ACCOUNT: account,
        HOOKS: JSON.stringify(served),
        ...Object.fromEntries(hooks.map((hook) => [tokenOf(hook), tokens.value(hook.tokenKey)])),
      },
      reaches: 'kubernetes-api',
      calls: [],
    });
  }

  /** Lets the receiver create Jobs. RBAC cannot restrict what is in a Job: `platform/guardrails/hook-jobs.ts` does. */
  private addStarter({ name, hooks }: AutomationProps): void {
    const metadata = { name, annotations: inWave(objectWaves.identity) };
    const templates = hooks.map((hook) => HookTemplate.nameOf(name, hook.name));
    new k8s.KubeRole(this, 'starter', {
      metadata,
      rules: [
        { apiGroups: ['batch'], resources: ['cronjobs'], resourceNames: templates, verbs: ['get'] },
        { apiGroups: ['batch'], resources: ['jobs'], verbs: ['create'] },
      ],
    });
    new k8s.KubeRoleBinding(this, 'starter-binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name }],
    });
  }

  /** ServiceAccount, NetworkPolicy, secrets and image that the pods of all runs have in common. */
  private addRuntime(props: AutomationProps): ApplicationRuntime {
    const { name, gitlab, settings, secrets, scratch } = props;
    const account = `${name}-jobs`;
    new WorkloadIdentity(this, 'jobs-identity', { name: account });
    new NetworkRules(this, 'jobs-network', {
      name: account,
      pods: applicationPodLabels(name),
      from: [],
      to: [httpsEgress(this), ...callsOutTraffic(this, props.callsOut)],
    });
    const keys = Object.entries(serviceSecretKeys(secrets));
    const secret =
      keys.length === 0
        ? undefined
        : new ServiceSecret(this, 'jobs-secret', { name: account, remoteName: props.remoteSecret, ...secrets });
    return {
      application: name,
      serviceAccount: account,
      architecture: 'any',
      scratch,
      image: new AppImage(this, 'jobs-image', { name: account, reference: props.image, updates: props.updates }),
      variables: {
        HOOK_GITLAB: gitlab,
        ...Object.fromEntries(
          keys.flatMap(([variable, key]) => (secret === undefined ? [] : [[variable, secret.value(key)]])),
        ),
        // Last, because Kubernetes lets a variable refer only to those before it.
        ...settings,
      },
    };
  }
}
