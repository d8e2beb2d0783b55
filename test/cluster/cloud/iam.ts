import { z } from 'zod';
import type { Call } from '../../constructs/identity/policy-evaluation';
import type { Fault, Faults, ProxiedCall } from '../../deep/support/fault-proxy';
import { askedOfIam, type Account } from './asked-of-iam';
import type { RenderedTemplates } from './templates';

/** A question that IAM has answered. */
export interface Decision {
  readonly role: string;
  readonly asked: Call;
  readonly allowed: boolean;
}

const claimsSchema = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat()),
});

/**
 * IAM as the rendered templates have it: who may take a role by the token of a ServiceAccount, and what each role may. The emulator
 * itself lets everybody do everything.
 */
export class Iam {
  private readonly roles = new Map<string, string>();
  private readonly answered: Decision[] = [];

  constructor(
    private readonly templates: RenderedTemplates,
    /** Whose tokens of ServiceAccounts AWS believes. */
    private readonly issuer: string,
    private readonly account: Account,
  ) {}

  /** Each decision so far, in turn. */
  get decisions(): readonly Decision[] {
    return this.answered;
  }

  /** What was refused, for people. */
  refused(): readonly string[] {
    const lines = this.answered
      .filter(({ allowed }) => !allowed)
      .map(({ role, asked: { action, resource = '*', context = {} } }) =>
        [role, action, resource, ...Object.entries(context).map(([key, value]) => `${key}=${value}`)].join(' '),
      );
    return [...new Set(lines)];
  }

  /** To stand between operators and the emulator. What these tests do not know is refused, and told. */
  readonly decide: Faults = (call) => {
    try {
      // Nobody signs it: the token is what speaks for its caller.
      return call.action.endsWith(':AssumeRoleWithWebIdentity') ? this.taken(call) : this.used(call);
    } catch (error) {
      this.answered.push({ role: String(error), asked: { action: call.action }, allowed: false });
      return refusal(call.action.split(':')[0] ?? '', String(error));
    }
  };

  private taken({ body }: ProxiedCall): Fault {
    const action = 'sts:AssumeRoleWithWebIdentity';
    const parameters = new URLSearchParams(body);
    const arn = parameters.get('RoleArn') ?? '';
    const role = arn.split('/').at(-1) ?? '';
    const { iss, sub, aud } = claimsSchema.parse(payload(parameters.get('WebIdentityToken') ?? ''));
    const provider = this.issuer.replace('https://', '');
    const trusted = (audience: string): boolean =>
      this.templates.role(role).trusts({ [`${provider}:aud`]: audience, [`${provider}:sub`]: sub });
    const allowed = iss === this.issuer && aud.some(trusted);
    this.answered.push({ role, asked: { action, resource: arn, context: { iss, sub, aud: aud.join() } }, allowed });
    if (!allowed) return refusal('sts', `not authorized to perform ${action} on ${arn}`);
    const learn = (answer: string): string => {
      const [, key = ''] = /<AccessKeyId>([^<]+)<\/AccessKeyId>/.exec(answer) ?? [];
      this.roles.set(key, role);
      return answer;
    };
    return { kind: 'edited', edit: learn };
  }

  private used(call: ProxiedCall): Fault | undefined {
    const role = this.roles.get(call.signed?.key ?? '');
    const region = { 'aws:RequestedRegion': call.signed?.region ?? '' };
    const asked = askedOfIam(call, this.account).map(({ context, ...each }) => ({
      ...each,
      context: { ...context, ...region },
    }));
    const decisions = asked.map((each) => ({
      role: role ?? `key ${call.signed?.key ?? 'of nobody'}`,
      asked: each,
      allowed: role !== undefined && this.templates.role(role).allows(each),
    }));
    this.answered.push(...decisions);
    const refused = decisions.filter(({ allowed }) => !allowed).map(({ asked: { action } }) => action);
    return refused.length === 0
      ? undefined
      : refusal(call.action.split(':')[0] ?? '', `${role ?? 'nobody'} is not authorized to perform ${refused.join()}`);
  }
}

/** How a service says that IAM refuses: in JSON, or in XML. */
const refusal = (service: string, message: string): Fault =>
  service === 'secretsmanager'
    ? {
        kind: 'answered',
        status: 400,
        type: 'application/x-amz-json-1.1',
        body: JSON.stringify({ __type: 'AccessDeniedException', Message: message }),
      }
    : {
        kind: 'answered',
        status: 403,
        type: 'text/xml',
        body: `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
      };

const payload = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
