import { CfnAutoScalingGroup, CfnLifecycleHook } from 'aws-cdk-lib/aws-autoscaling';
import { CfnLaunchTemplate, CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { stackTags } from '../stack-tags';
import { launchTemplateData, type RootVolume } from '../openshift/launch-template-data';
import { ManagedSecret } from '../secrets/managed-secret';
import type { ObjectAccess } from '../storage/object-access';
import type { HostRunnerConfigProps } from './host-runner-config';
import { runnerFirstBoot, type RunnerFirstBootProps } from './runner-first-boot';
import { RunnerHostRole } from './runner-host-role';

/** Hosts of one runner. */
export interface RunnerHostsSpec extends Omit<HostRunnerConfigProps, 'region'>, Pick<RunnerFirstBootProps, 'program'> {
  /** Name of their group, of their role and of themselves. */
  readonly groupName: string;
  /** Name of the secret with the runner's token. */
  readonly secretName: string;
  /** A Fedora CoreOS image. */
  readonly imageId: string;
  /** The preferred first. */
  readonly instanceTypes: readonly string[];
  readonly hosts: number;
  readonly volume: RootVolume;
  /** Days until a host is replaced. */
  readonly lifetimeDays: number;
}

export interface RunnerHostsProps extends RunnerHostsSpec {
  readonly region: string;
  readonly vpcId: string;
  readonly vpcBlock: string;
  readonly subnetIds: readonly string[];
  /** Key of secret and cache, by its alias with `alias/`. */
  readonly key: NonNullable<ObjectAccess['key']>;
}

/** Namespace of CloudWatch in which a host says each minute whether its runner works, by the name of its group. */
export const runnerMetricNamespace = 'CommonsPlatform/RunnerHosts';

const hookName = 'end-jobs';

/** So long a host that is to go waits for its jobs; Auto Scaling takes two hours at most for one wait. */
const endSeconds = 7200;

/** So long a host takes from its launch until it takes jobs. */
const warmUpSeconds = 300;

/** What jobs call in the world outside; the host's own rules keep them from what is inside. */
const portsOutside = { 22: 'Git by SSH', 80: 'HTTP', 443: 'HTTPS', 9418: 'Git' } as const;

/**
 * Hosts of one GitLab runner, with rootless Podman, that nobody logs in to and that keep nothing: each is replaced after
 * its time, or after its job if it is for releases. A deploy changes what new hosts are, and replaces none. See
 * docs/decisions/0014-runner-hosts-replaced-not-repaired.md.
 */
export class RunnerHosts extends Construct {
  constructor(scope: Construct, id: string, props: RunnerHostsProps) {
    super(scope, id);
    const { name, groupName, secretName, key } = props;
    new ManagedSecret(this, 'Token', {
      name: secretName,
      description: `Filled by people, for hosts of the runner ${name}: a JSON object with runner-token`,
      value: 'typed-in',
      keyAlias: key.alias,
    });
    const { profile } = new RunnerHostRole(this, 'Role', {
      roleName: groupName,
      runner: name,
      groupName,
      secretName,
      key,
      purpose: props.purpose,
      metricNamespace: runnerMetricNamespace,
    });
    const template = new CfnLaunchTemplate(this, 'Template', {
      launchTemplateData: launchTemplateData({
        imageId: props.imageId,
        volume: props.volume,
        instanceProfile: profile,
        userData: runnerFirstBoot({ ...props, hookName, metricNamespace: runnerMetricNamespace }),
        securityGroupIds: [this.addSecurityGroup(props)],
        network: { publicAddress: false },
        tags: { ...stackTags(this), Name: groupName },
      }),
    });
    this.addGroup(props, template);
  }

  /** Nobody calls them, and over IPv6 they call nobody. */
  private addSecurityGroup({ vpcId, groupName, name }: RunnerHostsProps): string {
    return new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId,
      groupDescription: `Hosts of the runner ${name}`,
      securityGroupEgress: Object.entries(portsOutside).map(([port, description]) => ({
        ipProtocol: 'tcp',
        fromPort: Number(port),
        toPort: Number(port),
        cidrIp: '0.0.0.0/0',
        description,
      })),
      tags: [{ key: 'Name', value: groupName }],
    }).attrGroupId;
  }

  private addGroup(props: RunnerHostsProps, template: CfnLaunchTemplate): void {
    const { groupName, subnetIds, instanceTypes, hosts, lifetimeDays } = props;
    const group = new CfnAutoScalingGroup(this, 'Group', {
      autoScalingGroupName: groupName,
      vpcZoneIdentifier: [...subnetIds],
      minSize: `${hosts}`,
      maxSize: `${hosts}`,
      desiredCapacity: `${hosts}`,
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateId: template.ref, version: template.attrLatestVersionNumber },
          overrides: instanceTypes.map((instanceType) => ({ instanceType })),
        },
        instancesDistribution: {
          onDemandPercentageAboveBaseCapacity: 100,
          onDemandAllocationStrategy: 'prioritized',
        },
      },
      maxInstanceLifetime: lifetimeDays * 24 * 3600,
      healthCheckType: 'EC2',
      healthCheckGracePeriod: warmUpSeconds,
      defaultInstanceWarmup: warmUpSeconds,
      instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 110 },
      metricsCollection: [{ granularity: '1Minute', metrics: ['GroupInServiceInstances'] }],
    });
    new CfnLifecycleHook(this, 'EndJobs', {
      lifecycleHookName: hookName,
      autoScalingGroupName: group.ref,
      lifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
      heartbeatTimeout: endSeconds,
      defaultResult: 'CONTINUE',
    });
    acknowledgeRules(group, ['AwsSolutions-AS3'], 'Hosts come and go each day; an alarm tells when they stay away.');
    const unseen = 'Volumes are encrypted; the rule does not look for the launch template of mixed instances.';
    acknowledgeRules(group, ['AwsSolutions-EC26'], unseen);
  }
}
