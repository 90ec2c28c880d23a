/** Says in one line what is wrong with a line of a scenario, in which field, and what may stand there. */
import * as z from 'zod';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const KINDS: { readonly [expected: string]: string } = {
  string: 'text in quotes',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  boolean: 'true or false',
};
const NOT_EMPTY = 'must not be empty';
const MAX_SHOWN_LENGTH = 60;

export function describeLineProblem(schema: z.ZodType, json: unknown, error: z.ZodError): string {
  // What a whole object lacks is said only when its fields are right.
  const ofFields = error.issues.filter(({ code }) => code !== 'custom');
  const [issue, ...more] = ofFields.length === 0 ? error.issues : ofFields;
  if (issue === undefined) return 'is not understood';
  const action = isObject(json) && typeof json.do === 'string' ? `${json.do}: ` : '';
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  const isUnknown = issue.path.length === 1 && issue.path[0] === 'do';
  return (isUnknown ? '' : action) + describeIssue(schema, json, issue) + others;
}

function describeIssue(schema: z.ZodType, json: unknown, issue: Issue): string {
  const { path } = issue;
  const value = valueAt(json, path);
  const place = path.length === 0 ? 'the line' : `«${toText(path)}»`;
  if (issue.code === 'unrecognized_keys') {
    const fields = listFields(schema, json, path);
    const extra = issue.keys.map((key) => `«${toText([...path, key])}»`).join(', ');
    return `${extra} has no meaning here; the fields are ${fields.join(', ')}`;
  }
  const wanted = describeWanted(issue);
  if (value === undefined) return `${place} is missing: it ${wanted}`;
  if (issue.code === 'custom') return path.length === 0 ? wanted : `${place} ${wanted}`;
  return wanted === NOT_EMPTY ? `${place} ${wanted}` : `${place} ${wanted}, not ${show(value)}`;
}

function describeWanted(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? NOT_EMPTY
        : `must be ${issue.inclusive === true ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'options' in issue && issue.options !== undefined
        ? `must be one of ${issue.options.map(String).join(', ')}`
        : issue.message;
    default:
      return issue.message;
  }
}

/** The names a line, or an object in it, may use at this place. */
function listFields(schema: z.ZodType, json: unknown, path: Path): readonly string[] {
  let place: z.ZodType | undefined = schema;
  let value = json;
  for (const key of [...path, undefined]) {
    place = unwrap(place, value);
    if (key === undefined) break;
    value = valueAt(value, [key]);
    if (place instanceof z.ZodArray) place = toType(place.element);
    else place = place instanceof z.ZodObject ? toType(place.shape[String(key)]) : undefined;
  }
  return place instanceof z.ZodObject ? Object.keys(place.shape) : [];
}

function unwrap(schema: z.ZodType | undefined, value: unknown): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional) return unwrap(toType(schema.unwrap()), value);
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
  const name = isObject(value) ? value.do : undefined;
  return schema.options.map(toType).find((option) => {
    const literal = option instanceof z.ZodObject ? option.shape.do : undefined;
    return literal instanceof z.ZodLiteral && literal.value === name;
  });
}

function toType(schema: unknown): z.ZodType | undefined {
  return schema instanceof z.ZodType ? schema : undefined;
}

/** `actions[0].row` becomes «actions.1.row»: people count from 1. */
function toText(path: Path): string {
  return path.map((key) => (typeof key === 'number' ? String(key + 1) : String(key))).join('.');
}

function valueAt(json: unknown, path: Path): unknown {
  let value = json;
  for (const key of path) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isObject(value)) value = Object.hasOwn(value, key) ? value[String(key)] : undefined;
    else return undefined;
  }
  return value;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= MAX_SHOWN_LENGTH ? text : `${text.slice(0, MAX_SHOWN_LENGTH)}…`;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
