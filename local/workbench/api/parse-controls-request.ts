// Checks what a page asks of the switches and the clock, where its bytes enter.
import * as z from 'zod/mini';
import { CLOCK_JUMPS, type ClockRequest, FAULTS, type FaultRequest } from './controls-api.ts';

const Fault = z.strictObject({ name: z.enum(FAULTS), on: z.boolean() });
const Clock = z.strictObject({
  to: z.enum(CLOCK_JUMPS),
  key: z.exactOptional(z.string().check(z.maxLength(200))),
});

/** @returns undefined where it is none */
export function parseFaultRequest(value: unknown): FaultRequest | undefined {
  const parsed = Fault.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** @returns undefined where it is none */
export function parseClockRequest(value: unknown): ClockRequest | undefined {
  const parsed = Clock.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
