/** Defaults for a first environment in a region. */
export interface RegionDefaults {
  /** Letters of three availability zones. An account may not have them; `commons preflight` checks that. */
  readonly zones: readonly string[];
  /** Region for the second copies of backups, in the same jurisdiction if AWS has another region there. */
  readonly copies: string;
}

const abc = ['a', 'b', 'c'] as const;

/**
 * Defaults by region. us-west-1 is left out, because new accounts get two zones there and etcd needs three. Sources:
 * "AWS Regions and Availability Zones" (regions that are enabled in every account); Amazon EC2 user guide, "Regions and
 * zones" (letters of zones that new accounts do not get).
 */
export const regionDefaults: Readonly<Record<string, RegionDefaults>> = {
  'us-east-1': { zones: abc, copies: 'us-east-2' },
  'us-east-2': { zones: abc, copies: 'us-east-1' },
  'us-west-2': { zones: abc, copies: 'us-east-2' },
  'ca-central-1': { zones: ['a', 'b', 'd'], copies: 'us-east-2' },
  'eu-central-1': { zones: abc, copies: 'eu-west-1' },
  'eu-west-1': { zones: abc, copies: 'eu-central-1' },
  'eu-west-2': { zones: abc, copies: 'eu-west-1' },
  'eu-west-3': { zones: abc, copies: 'eu-central-1' },
  'eu-north-1': { zones: abc, copies: 'eu-central-1' },
  'ap-northeast-1': { zones: ['a', 'c', 'd'], copies: 'ap-northeast-3' },
  'ap-northeast-2': { zones: abc, copies: 'ap-northeast-1' },
  'ap-northeast-3': { zones: abc, copies: 'ap-northeast-1' },
  'ap-south-1': { zones: abc, copies: 'ap-southeast-1' },
  'ap-southeast-1': { zones: abc, copies: 'ap-southeast-2' },
  'ap-southeast-2': { zones: abc, copies: 'ap-southeast-1' },
  'sa-east-1': { zones: abc, copies: 'us-east-1' },
};
