import type { Pattern } from '../../iam/pattern';
import type { Statement } from '../../iam/policy-statements';

/** A resource of a template, by which its change is found. */
export interface HolderPart {
  readonly stack: string;
  readonly logicalId: string;
}

/** Somebody with rights, or something with a policy about who may use it. */
export interface PolicyHolder {
  /**
   * Who acts (`identity`: a role, a user or a group), what somebody elsewhere is given beside other policies (`policy`), what limits others
   * (`boundary`), or what is acted upon (`resource`).
   */
  readonly kind: 'identity' | 'policy' | 'boundary' | 'resource';
  /** Name in the words of the report. */
  readonly subject: string;
  readonly statements: readonly Statement[];
  /** Policies that are known by name only, such as those of AWS. */
  readonly managed: readonly Pattern[];
  /** Boundary of an identity, as it is named. */
  readonly boundary: Pattern | undefined;
  /** Statements of the boundary; undefined if there is none, or it is not rendered. */
  readonly limits: readonly Statement[] | undefined;
  /** Tenant that the resource is tagged with. */
  readonly tenant: string | undefined;
  /** The role, or what the policy is about; undefined for something that is in no template. */
  readonly about: HolderPart | undefined;
  /** The resources that say this. */
  readonly parts: readonly HolderPart[];
  /** Whether a policy could not be read, such as one that is an expression. */
  readonly isUnread: boolean;
  /** Whether nothing was written, so that what AWS takes without a policy holds. */
  readonly isDefault: boolean;
}
