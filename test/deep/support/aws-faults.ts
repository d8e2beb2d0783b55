import type { Fault } from './fault-proxy';

const xml = { kind: 'answered', type: 'text/xml' } as const;
const json = { kind: 'answered', type: 'application/x-amz-json-1.1' } as const;

/** How EC2 refuses, which speaks XML. */
export const ec2Error = (status: number, code: string, message: string): Fault => ({
  ...xml,
  status,
  body: `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>1</RequestID></Response>`,
});

/** How STS refuses, which speaks another XML. */
export const stsError = (status: number, code: string, message: string): Fault => ({
  ...xml,
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});

/** How Service Quotas refuses, which speaks JSON. */
export const quotasError = (status: number, code: string, message: string): Fault => ({
  ...json,
  status,
  body: JSON.stringify({ __type: code, Message: message }),
});

/** A quota as Service Quotas tells it. */
export const quotaAnswer = (service: string, code: string, value: number): Fault => ({
  ...json,
  status: 200,
  body: JSON.stringify({ Quota: { ServiceCode: service, QuotaCode: code, Value: value } }),
});

/** EC2 when it gets too many calls. */
export const throttled = ec2Error(503, 'RequestLimitExceeded', 'Request limit exceeded.');

/** EC2 when the caller may not ask. */
export const denied = (action: string): Fault =>
  ec2Error(403, 'UnauthorizedOperation', `You are not authorized to perform: ${action}`);
