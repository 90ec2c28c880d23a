/** The functions Google calls by name: triggers and menu items. They only forward. */
import {
  announceCopy,
  answerMenu,
  buildMenu,
  pressAcceptSuggestions,
  pressActivate,
  pressConfirmDeletion,
  pressGuide,
  pressRefreshSummary,
  pressStatement,
  pressSyncNow,
} from './menu.ts';
import { onClock, onSheetChange, onSheetEdit } from './triggers.ts';

/** Simple trigger: it may write into its own file, but not speak to the server. */
export function onOpen(): void {
  buildMenu();
  announceCopy();
}

// Installed triggers must not be called onEdit or onChange: those also run as simple triggers.
export function handleEdit(event: GoogleAppsScript.Events.SheetsOnEdit): void {
  onSheetEdit(event);
}

export function handleChange(event: GoogleAppsScript.Events.SheetsOnChange): void {
  onSheetChange(event);
}

export function handleClock(event: GoogleAppsScript.Events.TimeDriven): void {
  onClock(event);
}

export function menuActivate(): void {
  answerMenu(pressActivate);
}

export function menuSyncNow(): void {
  answerMenu(pressSyncNow);
}

export function menuConfirmDeletion(): void {
  answerMenu(pressConfirmDeletion);
}

export function menuStateDone(): void {
  answerMenu(() => pressStatement('done'));
}

export function menuStateNone(): void {
  answerMenu(() => pressStatement('none'));
}

export function menuAcceptSuggestions(): void {
  answerMenu(pressAcceptSuggestions);
}

export function menuRefreshSummary(): void {
  answerMenu(pressRefreshSummary);
}

export function menuGuide(): void {
  pressGuide();
}
