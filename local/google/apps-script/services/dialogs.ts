// Alerts and prompts: the answers come from whoever drives the spreadsheet.

import type { ButtonName, ButtonSetName, DialogAnswer, DialogQuestion } from '../calls.ts';
import type { Execution } from '../execution.ts';

const BUTTONS: Readonly<Record<ButtonSetName, readonly ButtonName[]>> = {
  OK: ['OK'],
  OK_CANCEL: ['OK', 'CANCEL'],
  YES_NO: ['YES', 'NO'],
  YES_NO_CANCEL: ['YES', 'NO', 'CANCEL'],
};
const CLOSED: DialogAnswer = { button: 'CLOSE' };

/**
 * Answers a dialog and keeps it in the log.
 *
 * A plain alert uses up no answer of a list; without any left the person closes the dialog.
 * @throws Error for an answer the dialog has no button for
 */
export async function showDialog(
  execution: Execution,
  question: DialogQuestion,
): Promise<DialogAnswer> {
  const answer = await answerOf(execution, question);
  if (question.kind === 'alert' || question.kind === 'prompt') {
    const buttons = BUTTONS[question.buttons];
    if (answer.button !== 'CLOSE' && !buttons.includes(answer.button)) {
      throw new Error(`«${question.text}» has no button ${answer.button}, only ${buttons}`);
    }
  }
  execution.dialogs.push({ question, answer });
  return answer;
}

async function answerOf(execution: Execution, question: DialogQuestion): Promise<DialogAnswer> {
  const { answers } = execution.request;
  if (typeof answers === 'function') return (await answers(question)) ?? CLOSED;
  if (question.kind !== 'alert' && question.kind !== 'prompt') return { button: 'OK' };
  if (question.kind === 'alert' && question.buttons === 'OK') return { button: 'OK' };
  const answer = answers[execution.answersUsed];
  execution.answersUsed += 1;
  return answer ?? CLOSED;
}
