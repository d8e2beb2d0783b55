import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  NoSuchResourceException,
  ServiceQuotasClient,
  type ServiceQuota,
} from '@aws-sdk/client-service-quotas';
import { CallFailed } from '../../lib/operations/call-failed';
import { asking } from './asking';
import { clientSettings } from './client-settings';

/** Asks what the account may have in a region. */
export class ServiceQuotas {
  private readonly client: ServiceQuotasClient;

  constructor(region: string) {
    this.client = new ServiceQuotasClient(clientSettings(region));
  }

  /**
   * The value of a quota: the account's own, or, as long as it was never changed, what AWS gives everybody.
   *
   * @throws CallFailed when AWS does not say.
   */
  async valueOf(service: string, code: string): Promise<number> {
    const { client } = this;
    const question = { ServiceCode: service, QuotaCode: code };
    const own = await asking('servicequotas:GetServiceQuota', () =>
      client.send(new GetServiceQuotaCommand(question)).then(quotaOf, noneOfItsOwn),
    );
    const action = 'servicequotas:GetAWSDefaultServiceQuota';
    const quota =
      own ?? (await asking(action, () => client.send(new GetAWSDefaultServiceQuotaCommand(question)).then(quotaOf)));
    if (quota?.Value !== undefined) return quota.Value;
    throw new CallFailed(action, `has no value for ${service} ${code}`, 'look at the quota in the AWS console');
  }
}

const quotaOf = ({ Quota }: { readonly Quota?: ServiceQuota }): ServiceQuota | undefined => Quota;

function noneOfItsOwn(error: unknown): undefined {
  if (!(error instanceof NoSuchResourceException)) throw error;
}
