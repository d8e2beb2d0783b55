/** What this project needs to know of an OpenShift release. */
export interface OpenShiftRelease {
  /** Kubernetes minor version inside. Source: openshift/kubernetes branch of the release. */
  readonly kubernetes: string;
  /**
   * Whether a Route may take its certificate from a Secret without a technology preview.
   * Source: openshift/api features.md, gate RouteExternalCertificate.
   */
  readonly routeExternalCertificate: boolean;
  /**
   * Whether a network load balancer that the cluster makes has a security group of its own. Without one, the group of
   * the workers must let its clients in. Source: openshift/api features.md, gate AWSServiceLBNetworkSecurityGroup, on
   * by default from 4.22.
   */
  readonly networkBalancerGroup: boolean;
  /**
   * Whether machines can check signatures of images (ClusterImagePolicy) without a technology preview. Source:
   * openshift/api features.md, gate SigstoreImageVerification, on by default from 4.20.
   */
  readonly imagePolicies: boolean;
  /**
   * Whether pods of a cluster on AWS have IPv6 addresses besides those of IPv4. Source: openshift/installer and openshift/api
   * features.md, gate AWSDualStackInstall, from 4.22.
   */
  readonly dualStackPods: boolean;
}

/** Releases that an environment can choose, oldest first. */
export const openShiftReleaseNames = ['4.17', '4.18', '4.19', '4.20'] as const;

/** An OpenShift minor release that this project knows. */
export type OpenShiftReleaseName = (typeof openShiftReleaseNames)[number];

/** Facts about each release. */
export const openShiftReleases: Readonly<Record<OpenShiftReleaseName, OpenShiftRelease>> = {
  '4.17': {
    kubernetes: '1.30',
    routeExternalCertificate: false,
    networkBalancerGroup: false,
    imagePolicies: false,
    dualStackPods: false,
  },
  '4.18': {
    kubernetes: '1.31',
    routeExternalCertificate: false,
    networkBalancerGroup: false,
    imagePolicies: false,
    dualStackPods: false,
  },
  '4.19': {
    kubernetes: '1.32',
    routeExternalCertificate: true,
    networkBalancerGroup: false,
    imagePolicies: false,
    dualStackPods: false,
  },
  '4.20': {
    kubernetes: '1.33',
    routeExternalCertificate: true,
    networkBalancerGroup: false,
    imagePolicies: true,
    dualStackPods: false,
  },
};
