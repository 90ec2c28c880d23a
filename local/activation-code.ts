/** The code a unit pastes when it presses «Kích hoạt». */
import type { Activation } from '../core/messages/activation.ts';
import { ACTIVATION_PREFIX } from '../core/messages/activation.ts';

export function toActivationCode(activation: Activation): string {
  return ACTIVATION_PREFIX + Buffer.from(JSON.stringify(activation)).toString('base64url');
}
