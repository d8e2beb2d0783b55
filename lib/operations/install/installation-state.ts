/** Healthy targets of an API load balancer, and all its targets. */
export interface TargetHealth {
  readonly healthy: number;
  readonly all: number;
}

/** State of an installation, from AWS and the API. */
export interface InstallationState {
  /** Status of each stack in CloudFormation, by the noun in its name; stacks that do not exist are left out. */
  readonly stacks: Readonly<Record<string, string>>;
  /** Hours since the ignition file was uploaded; undefined if there is none. */
  readonly ignitionAgeHours: number | undefined;
  /** Targets of port 6443 of the internal load balancer; undefined if there is no load balancer. */
  readonly apiTargets: TargetHealth | undefined;
  /** Whether the bootstrap machine runs. */
  readonly bootstrapMachine: boolean;
  /** The API's answer to a readiness request, or an error, as text; `ready` if it is ready. */
  readonly api: string;
}
