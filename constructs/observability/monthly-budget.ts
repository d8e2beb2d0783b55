import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';

export interface MonthlyBudgetProps {
  /** Name, unique in the account. */
  readonly name: string;
  /** Limit in US dollars a month. */
  readonly limit: number;
  /** Mail addresses, at most ten. */
  readonly contacts: readonly string[];
}

/**
 * A budget for the costs of the account in a month. Nothing is switched off: it sends a mail at 80 % of the limit, and
 * when the forecast for the month exceeds the limit.
 */
export class MonthlyBudget extends Construct {
  /** @throws Error with more than ten contacts, the most that AWS Budgets notifies */
  constructor(scope: Construct, id: string, { name, limit, contacts }: MonthlyBudgetProps) {
    super(scope, id);
    if (contacts.length > 10)
      throw new Error(`a budget tells at most ten addresses, not ${contacts.length}: use a list`);
    const subscribers = contacts.map((address) => ({ subscriptionType: 'EMAIL', address }));
    new CfnBudget(this, 'Resource', {
      budget: {
        budgetName: name,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: limit, unit: 'USD' },
      },
      notificationsWithSubscribers: thresholds.map(({ of, percent }) => ({
        notification: {
          notificationType: of,
          comparisonOperator: 'GREATER_THAN',
          threshold: percent,
          thresholdType: 'PERCENTAGE',
        },
        subscribers,
      })),
    });
  }
}

/** Percent of the limit, spent already or forecast for the whole month. */
const thresholds = [
  { of: 'ACTUAL', percent: 80 },
  { of: 'FORECASTED', percent: 100 },
] as const;
