import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { clientSettings } from './client-settings';

/** A client of CloudFormation in a region. It holds connections, so there is one for all stacks of the region. */
export const cloudFormationClient = (region: string): CloudFormationClient =>
  new CloudFormationClient(clientSettings(region));
