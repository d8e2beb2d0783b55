import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  NoSuchResourceException,
  ServiceQuotasClient,
  type ServiceQuota,
} from '@aws-sdk/client-service-quotas';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { callAws } from './call-aws';
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
    const own = await callAws('servicequotas:GetServiceQuota', () =>
      client.send(new GetServiceQuotaCommand(question)).then(quotaIn, noneOfItsOwn),
    );
    const action = 'servicequotas:GetAWSDefaultServiceQuota';
    const quota =
      own ?? (await callAws(action, () => client.send(new GetAWSDefaultServiceQuotaCommand(question)).then(quotaIn)));
    if (quota?.Value !== undefined) return quota.Value;
    throw new AwsCallError(action, `has no value for ${service} ${code}`, 'look at the quota in the AWS console');
  }
}

const quotaIn = ({ Quota }: { readonly Quota?: ServiceQuota }): ServiceQuota | undefined => Quota;

function noneOfItsOwn(error: unknown): undefined {
  if (!(error instanceof NoSuchResourceException)) throw error;
}
