// Says what a schema refused; the small build of the schema library carries no wording.
import type * as z from 'zod/mini';

export function describeIssues(root: string, error: z.core.$ZodError): string {
  return error.issues
    .map((issue) => `${[root, ...issue.path].join('.')}: ${describeIssue(issue)}`)
    .join('; ');
}

function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown ${issue.keys.join(', ')}`;
    case 'invalid_type':
      return `not a ${issue.expected}`;
    case 'invalid_value':
      return `not ${issue.values.map(String).join(' or ')}`;
    default:
      return issue.code;
  }
}
