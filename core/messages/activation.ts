/** The activation code an operator gives a unit: where to send, as whom, and with which key. */
import * as v from 'valibot';
import { int } from './int.ts';

/** The code is this prefix and the JSON in web-safe base64. */
export const ACTIVATION_PREFIX = 'SSK1.';

export const Activation = v.strictObject({
  /** https, or a loopback address when everything runs on one machine. */
  endpoint: v.pipe(
    v.string(),
    v.regex(/^(https:\/\/[a-z0-9.-]+(:\d+)?|http:\/\/(127\.0\.0\.1|localhost):\d+)$/),
  ),
  // By patterns as the rest, so that the sheet's script carries no other checks of texts.
  programme: v.pipe(v.string(), v.regex(/./s)),
  unit: v.pipe(v.string(), v.regex(/^.{1,16}$/s)),
  keyVersion: v.pipe(int, v.minValue(1)),
  key: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type Activation = v.InferOutput<typeof Activation>;
