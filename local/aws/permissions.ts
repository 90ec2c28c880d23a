// Answers what IAM would: may this role do that to this resource?
import type { CloudModel, LocalRole } from './cloud-model.ts';

type Call = {
  readonly action: string;
  readonly resource: string;
  /** The service that uses a key for the caller, as in `kms:ViaService`. */
  readonly viaService?: string;
  /** Partition keys the call names, as in `dynamodb:LeadingKeys`; undefined where none is looked at. */
  readonly leadingKeys?: readonly string[];
};

export type RolePermissions = {
  readonly roleArn: string;
  allows(call: Call): boolean;
};

type Statement = {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
};

export function toRolePermissions(model: CloudModel, role: LocalRole): RolePermissions {
  const documents = [
    ...(role.properties.Policies ?? []).map((policy) => policy.PolicyDocument),
    ...model.policies
      .filter((policy) => policy.properties.Roles.includes(role.ref))
      .map((policy) => policy.properties.PolicyDocument),
  ];
  const statements = documents.flatMap((document) =>
    document.Statement.map(
      ({ Effect, Action, Resource, Condition }): Statement => ({
        effect: Effect,
        actions: [Action].flat(),
        resources: [Resource].flat(),
        condition: Condition,
      }),
    ),
  );
  return {
    roleArn: role.arn,
    allows(call) {
      const matching = statements.filter((statement) => matches(statement, call));
      return (
        matching.some((statement) => statement.effect === 'Allow') &&
        matching.every((statement) => statement.effect === 'Allow')
      );
    },
  };
}

function matches(statement: Statement, call: Call): boolean {
  return (
    statement.actions.some((pattern) => matchesPattern(pattern, call.action)) &&
    statement.resources.some((pattern) => matchesPattern(pattern, call.resource)) &&
    meetsCondition(statement.condition, call)
  );
}

/** Only the conditions the stacks use are understood; with any other a statement never applies. */
function meetsCondition(condition: Statement['condition'], call: Call): boolean {
  return Object.entries(condition ?? {}).every(([operator, tests]) =>
    Object.entries(tests).every(([key, expected]) => {
      if (operator === 'StringEquals' && key === 'kms:ViaService') {
        return expected === call.viaService;
      }
      if (operator === 'ForAllValues:StringLike' && key === 'dynamodb:LeadingKeys') {
        return areLike(call.leadingKeys, expected);
      }
      return false;
    }),
  );
}

/** AWS lets a call without keys through; here every call has some, so none would be our mistake. */
function areLike(keys: readonly string[] | undefined, expected: unknown): boolean {
  const patterns = [expected].flat().map(String);
  if (keys === undefined || keys.length === 0) return false;
  return keys.every((key) => patterns.some((pattern) => matchesPattern(pattern, key)));
}

function matchesPattern(pattern: string, text: string): boolean {
  const expression = pattern
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('\\?', '.'))
    .join('.*');
  return new RegExp(`^${expression}$`).test(text);
}
