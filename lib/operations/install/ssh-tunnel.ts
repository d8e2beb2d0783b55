import type { Environment } from '../../../model/environment';
import type { InstallationMachine } from './installation-machines';

/** Port of the SOCKS proxy on this computer. */
export const tunnelPort = 1080;

/** SSH options for a machine without a public address: the EC2 Instance Connect endpoint of its VPC. */
export const endpointOptions = ({ region }: Pick<Environment, 'region'>): readonly string[] => [
  '-o',
  `ProxyCommand=aws ec2-instance-connect open-tunnel --region ${region} --instance-id %h`,
  // SSH knows the machine by its instance id, which AWS never reuses.
  '-o',
  'StrictHostKeyChecking=accept-new',
];

/** SSH option for the file of the private key; empty if SSH finds the key itself. */
export const keyOptions = (key: string | undefined): readonly string[] => (key === undefined ? [] : ['-i', key]);

/**
 * Arguments of `ssh` for a SOCKS proxy on this computer, by which programs reach addresses that only the VPC can reach.
 * Names are resolved in the VPC, where the cluster's private zone is known.
 */
export const tunnelArguments = (
  environment: Pick<Environment, 'region'>,
  { instanceId }: InstallationMachine,
  key?: string,
): readonly string[] => [
  '-N',
  '-D',
  `127.0.0.1:${tunnelPort}`,
  '-o',
  'ExitOnForwardFailure=yes',
  '-o',
  'ServerAliveInterval=30',
  ...endpointOptions(environment),
  ...keyOptions(key),
  `core@${instanceId}`,
];
