import type { Environment } from '../../../model/environment';

/** What is run to wait for a part of the installation; an API that only the VPC reaches is waited for through a tunnel. */
export const waitFor = (
  { name, cluster }: Pick<Environment, 'name' | 'cluster'>,
  what: 'bootstrap-complete' | 'install-complete',
): string => {
  const command = `openshift-install wait-for ${what} --dir <folder>`;
  return cluster.api === 'vpc' ? `${command}, with the tunnel of npm run commons -- cluster tunnel ${name}` : command;
};
