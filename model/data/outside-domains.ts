/**
 * Domains of others that machines and pods look names up in, each with what is there. Sources: OpenShift, "Configuring your firewall";
 * Amazon VPC user guide, "DNS attributes for your VPC"; the images that the platform starts.
 */
export const outsideDomains: Readonly<Record<string, string>> = {
  'amazonaws.com': 'the APIs of AWS',
  'api.aws': 'the dual-stack APIs of AWS',
  'cluster.local': 'the services of the cluster',
  'compute.internal': 'the machines of the VPC',
  'docker.io': 'a registry of images',
  'ec2.internal': 'the machines of the VPC',
  'ghcr.io': 'a registry of images',
  'letsencrypt.org': 'the certificate authority',
  'openshift.com': 'releases of OpenShift',
  'quay.io': 'a registry of images',
  'redhat.com': 'a registry of images',
  'redhat.io': 'a registry of images',
};
