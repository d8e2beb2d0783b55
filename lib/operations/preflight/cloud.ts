/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

export interface Region {
  readonly name: string;
  /** Whether the account must opt in to the region and has not. */
  readonly switchedOff: boolean;
}

export interface Zone {
  readonly name: string;
  /** `availability-zone`, `local-zone` or `wavelength-zone`. */
  readonly type: string;
  /** `available`, or a state in which the zone cannot be used. */
  readonly state: string;
  /** Whether the account must opt in to the zone and has not. */
  readonly switchedOff: boolean;
}

export interface InstanceType {
  readonly name: string;
  /** `x86_64`, `arm64`, and older ones such as `i386`. */
  readonly architectures: readonly string[];
  readonly processors: number;
  readonly memoryMiB: number;
  /** `on-demand`, `spot` and others. */
  readonly usageClasses: readonly string[];
}

/** An instance in the region that is not terminated. It may belong to anyone in the account. */
export interface CloudMachine {
  readonly instanceId: string;
  readonly type: string;
  /** Whether it counts towards the quotas of vCPUs: pending and running instances do, stopped ones do not. */
  readonly running: boolean;
  readonly spot: boolean;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly securityGroupIds: readonly string[];
  /** Id of the volume from which it starts. */
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

/** A resource of which only number and tags matter: a VPC, an internet gateway. */
export interface TaggedResource {
  readonly id: string;
  readonly tags: Tags;
}

/** An Elastic IP address. */
export interface ElasticAddress extends TaggedResource {
  /**
   * Id of the pool that it is from.
   * @default unknown
   */
  readonly pool?: string;
}

export interface SecurityGroup extends TaggedResource {
  readonly vpcId: string;
}

/** A gateway, with the VPCs to which it is attached. */
export interface Gateway extends TaggedResource {
  readonly vpcIds: readonly string[];
}

export interface NatGateway extends TaggedResource {
  readonly subnetId: string;
}

export interface Volume {
  readonly volumeId: string;
  readonly sizeGiB: number;
  readonly tags: Tags;
}

/**
 * AWS in the region and account of an environment. Every function answers for the whole region, because quotas count
 * all resources. Each function throws AwsCallError when AWS does not answer.
 */
export interface Cloud {
  /** All regions of AWS. */
  regions(): Promise<readonly Region[]>;
  zones(): Promise<readonly Zone[]>;
  /** Those of the instance types in `names` that EC2 has. */
  instanceTypes(names: readonly string[]): Promise<readonly InstanceType[]>;
  /** Zones that offer each instance type, by name of the type. */
  zonesOffering(types: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Zones in which RDS offers the version of the engine on an instance type. */
  zonesOfDatabase(engine: string, version: string, type: string): Promise<readonly string[]>;
  machines(): Promise<readonly CloudMachine[]>;
  subnets(): Promise<readonly Subnet[]>;
  securityGroups(): Promise<readonly SecurityGroup[]>;
  vpcs(): Promise<readonly TaggedResource[]>;
  /** Elastic IP addresses. */
  addresses(): Promise<readonly ElasticAddress[]>;
  /** Free addresses of a pool of one's own; undefined if the region has no such pool. */
  freeInPool(id: string): Promise<number | undefined>;
  internetGateways(): Promise<readonly Gateway[]>;
  egressOnlyGateways(): Promise<readonly Gateway[]>;
  natGateways(): Promise<readonly NatGateway[]>;
  /** Names of load balancers of a type. */
  balancers(type: 'application' | 'network'): Promise<readonly string[]>;
  /** Volumes of type gp3. */
  volumes(): Promise<readonly Volume[]>;
  /** ARNs of what Shield Advanced protects in all regions, or that the account has not subscribed to it. */
  shield(): Promise<readonly string[] | 'not subscribed'>;
  /** Value of a quota, in the unit of the quota. */
  quota(service: string, code: string): Promise<number>;
}
