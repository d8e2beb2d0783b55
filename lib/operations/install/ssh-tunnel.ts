import type { Environment } from '../../../model/environment';
import type { InstallationMachine } from './installation-machines';

/** Port of this computer at which a tunnel is entered. */
export const tunnelPort = 1080;

/** Options of SSH to a machine without a public address, by the EC2 Instance Connect endpoint of its VPC. */
export const endpointOptions = ({ region }: Pick<Environment, 'region'>): readonly string[] => [
  '-o',
  `ProxyCommand=aws ec2-instance-connect open-tunnel --region ${region} --instance-id %h`,
  // A machine is named by its id, which no other machine ever gets.
  '-o',
  'StrictHostKeyChecking=accept-new',
];

/** Options of SSH that name the private key; without one SSH finds it itself. */
export const keyOptions = (key: string | undefined): readonly string[] => (key === undefined ? [] : ['-i', key]);

/**
 * Arguments of `ssh` for a SOCKS proxy on this computer by which programs reach what only the VPC does. Names are looked up
 * at the other end, where the private zone of the cluster is.
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
