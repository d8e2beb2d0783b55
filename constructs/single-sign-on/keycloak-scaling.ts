import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';

export interface KeycloakScalingProps {
  /** Names of cluster and service of ECS. */
  readonly cluster: string;
  readonly service: string;
}

/** Tasks: one for each zone, and as many more as the database has connections for while two generations run. */
const tasks = { least: 3, most: 6 } as const;

/** As many tasks as leave processors free: hashing passwords is most of what Keycloak does when everybody logs in at once. */
export class KeycloakScaling extends Construct {
  constructor(scope: Construct, id: string, { cluster, service }: KeycloakScalingProps) {
    super(scope, id);
    const target = new CfnScalableTarget(this, 'Target', {
      serviceNamespace: 'ecs',
      scalableDimension: 'ecs:service:DesiredCount',
      resourceId: `service/${cluster}/${service}`,
      minCapacity: tasks.least,
      maxCapacity: tasks.most,
    });
    new CfnScalingPolicy(this, 'Policy', {
      policyName: `${service}-processor`,
      policyType: 'TargetTrackingScaling',
      scalingTargetId: target.ref,
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        targetValue: 60,
        scaleOutCooldown: 60,
        // A task takes two minutes to build itself; taking it away early would cost them again.
        scaleInCooldown: 900,
      },
    });
  }
}
