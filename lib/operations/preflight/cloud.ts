/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

export interface Region {
  readonly name: string;
  /** Whether the account has to switch it on and has not. */
  readonly switchedOff: boolean;
}

export interface Zone {
  readonly name: string;
  /** `availability-zone`, `local-zone` or `wavelength-zone`. */
  readonly type: string;
  /** `available`, or what is wrong with it. */
  readonly state: string;
  /** Whether the account has to switch it on and has not. */
  readonly switchedOff: boolean;
}

export interface InstanceType {
  readonly name: string;
  /** `x86_64`, `arm64` and older ones. */
  readonly architectures: readonly string[];
  readonly processors: number;
  readonly memoryMiB: number;
  /** `on-demand`, `spot` and others. */
  readonly usageClasses: readonly string[];
}

/** A machine that is not terminated, of whomever. */
export interface CloudMachine {
  readonly instanceId: string;
  readonly type: string;
  /** Whether it counts towards the quotas of processors: pending and running machines do, stopped ones do not. */
  readonly running: boolean;
  readonly spot: boolean;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly securityGroupIds: readonly string[];
  /** Volume it starts from. */
  readonly rootVolumeId: string;
  readonly tags: Tags;
}

export interface Subnet {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly zone: string;
  readonly freeAddresses: number;
  readonly tags: Tags;
}

/** What is only counted and told apart by its tags: a VPC, an address, an internet gateway. */
export interface TaggedResource {
  readonly id: string;
  readonly tags: Tags;
}

export interface SecurityGroup extends TaggedResource {
  readonly vpcId: string;
}

/** A gateway that belongs to a VPC once it is attached. */
export interface Gateway extends TaggedResource {
  readonly vpcIds: readonly string[];
}

export interface NatGateway extends TaggedResource {
  readonly subnetId: string;
}

export interface Volume {
  readonly volumeId: string;
  readonly sizeGiB: number;
}

/**
 * What there is to ask AWS in the region and account of an environment. Every answer is about the whole region: quotas
 * count what others have. Each question throws CallFailed when AWS does not answer it.
 */
export interface Cloud {
  /** All that there are, for whomever. */
  regions(): Promise<readonly Region[]>;
  zones(): Promise<readonly Zone[]>;
  /** Those of the instance types that EC2 knows. */
  instanceTypes(names: readonly string[]): Promise<readonly InstanceType[]>;
  /** Zones that offer each of the instance types. */
  zonesOffering(types: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Zones in which RDS makes databases of the engine's version on an instance type. */
  zonesOfDatabase(engine: string, version: string, type: string): Promise<readonly string[]>;
  machines(): Promise<readonly CloudMachine[]>;
  subnets(): Promise<readonly Subnet[]>;
  securityGroups(): Promise<readonly SecurityGroup[]>;
  vpcs(): Promise<readonly TaggedResource[]>;
  /** Elastic IP addresses. */
  addresses(): Promise<readonly TaggedResource[]>;
  internetGateways(): Promise<readonly Gateway[]>;
  egressOnlyGateways(): Promise<readonly Gateway[]>;
  natGateways(): Promise<readonly NatGateway[]>;
  /** Names of network load balancers. */
  networkBalancers(): Promise<readonly string[]>;
  /** Volumes of type gp3. */
  volumes(): Promise<readonly Volume[]>;
  /** What the account may have, in the unit of the quota. */
  quota(service: string, code: string): Promise<number>;
}
