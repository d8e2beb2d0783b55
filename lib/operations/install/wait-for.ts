import type { Environment } from '../../../model/environment';

/** Command that waits for a stage of the installation; through a tunnel if only the VPC reaches the API. */
export const waitFor = (
  { name, cluster }: Pick<Environment, 'name' | 'cluster'>,
  what: 'bootstrap-complete' | 'install-complete',
): string => {
  const command = `openshift-install wait-for ${what} --dir <folder>`;
  return cluster.api === 'vpc' ? `${command}, with the tunnel of npm run commons -- cluster tunnel ${name}` : command;
};
