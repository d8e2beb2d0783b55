import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';

export interface MonthlyBudgetProps {
  /** Name, unique in the account. */
  readonly name: string;
  /** US dollars a month. */
  readonly limit: number;
  /** Mail addresses, at most ten. */
  readonly contacts: readonly string[];
}

/** What the account may cost in a month. Nothing is switched off: people hear of it while there is time to look. */
export class MonthlyBudget extends Construct {
  /** @throws Error with more contacts than a notification of AWS Budgets can have. */
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

/** Spent already, or expected by the end of the month. */
const thresholds = [
  { of: 'ACTUAL', percent: 80 },
  { of: 'FORECASTED', percent: 100 },
] as const;
