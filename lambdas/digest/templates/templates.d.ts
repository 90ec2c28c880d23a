// What the build makes of a template: `scripts/mail-templates.ts`.
declare module '*.mjml' {
  /** HTML with placeholders. */
  export const template: string;
}

declare module '*.mustache' {
  export const template: string;
}
