import { GetSubscriptionStateCommand, paginateListProtections, ShieldClient } from '@aws-sdk/client-shield';
import type { Cloud } from '../../lib/operations/preflight/cloud';
import { allPages } from './all-pages';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';

/** Asks Shield, which answers in us-east-1 for all regions. Lists fail without a subscription, so its state is asked first. */
export const shieldProtections: Cloud['shield'] = async () => {
  const client = new ShieldClient(clientSettings('us-east-1'));
  const { SubscriptionState } = await callAws('shield:GetSubscriptionState', () =>
    client.send(new GetSubscriptionStateCommand({})),
  );
  if (SubscriptionState !== 'ACTIVE') return 'not subscribed';
  const pages = paginateListProtections({ client }, {});
  const protections = await allPages('shield:ListProtections', pages, (page) => page.Protections);
  return protections.map(({ ResourceArn = '' }) => ResourceArn);
};
