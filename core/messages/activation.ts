/** The activation code an operator gives a unit: where to send, as whom, and with which key. */
import * as z from 'zod/mini';

/** The code is this prefix and the JSON in web-safe base64. */
export const ACTIVATION_PREFIX = 'SSK1.';

/** The unit code of the committee's own spreadsheet, which only asks for publications. */
export const COMMITTEE_UNIT = 'committee';

export const Activation = z.strictObject({
  /** https, or a loopback address when everything runs on one machine. */
  endpoint: z
    .string()
    .check(z.regex(/^(https:\/\/[a-z0-9.-]+(:\d+)?|http:\/\/(127\.0\.0\.1|localhost):\d+)$/)),
  programme: z.string().check(z.minLength(1)),
  unit: z.string().check(z.minLength(1), z.maxLength(16)),
  keyVersion: z.int().check(z.gte(1)),
  key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type Activation = z.infer<typeof Activation>;
