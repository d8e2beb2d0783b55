/** Healthy targets of a balancer of the API, of all it has. */
export interface TargetHealth {
  readonly healthy: number;
  readonly all: number;
}

/** What AWS and the API tell of an installation. */
export interface InstallationState {
  /** CloudFormation's word for each stack, by noun; a stack that does not exist is left out. */
  readonly stacks: Readonly<Record<string, string>>;
  /** Hours since the ignition file was stored; undefined when there is none. */
  readonly ignitionAgeHours: number | undefined;
  /** Targets behind port 6443 of the internal balancer; undefined when there is none. */
  readonly apiTargets: TargetHealth | undefined;
  /** Whether a bootstrap machine runs. */
  readonly bootstrapMachine: boolean;
  /** What the API answers when it is asked whether it is ready, in words; `ready` when it is. */
  readonly api: string;
}
