/**
 * Quotas of CloudFormation, of which none is adjustable.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const cloudFormationQuotas = {
  /** Bytes of a template that lies in a bucket: "Template body size in an Amazon S3 object", 1 MB. */
  templateBytes: 1_000_000,
  /** Bytes of a template that is sent with the request: "Template body size in a request". */
  requestBytes: 51_200,
  resources: 500,
  outputs: 200,
  parameters: 200,
  mappings: 200,
} as const;

/** Part of a quota that may be used up: what is left is for updates, which need old and new beside each other. */
export const usablePart = 0.9;

/** What a template may have of what a larger one needs a further stack for. */
export const usableTemplate = {
  resources: cloudFormationQuotas.resources * usablePart,
  bytes: cloudFormationQuotas.templateBytes * usablePart,
} as const;
