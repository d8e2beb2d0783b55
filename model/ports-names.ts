import type { Names } from './naming';

/** Names of the balancer for ports to the outside, for the CDK app and the cdk8s app. */
export const portsNames = (names: Names) => ({
  balancer: names.balancer('ports'),
  /** `Name` tag of the security group of the machines behind it. */
  machines: `${names.balancer('ports')}-machines`,
});
