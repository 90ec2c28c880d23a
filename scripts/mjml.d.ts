// The package has no types: what is used of it.
declare module 'mjml' {
  type MjmlOptions = {
    readonly validationLevel: 'strict' | 'soft' | 'skip';
    readonly fonts: { readonly [name: string]: string };
  };
  type MjmlResult = {
    readonly html: string;
    readonly errors: readonly { readonly formattedMessage: string }[];
  };
  function mjml2html(source: string, options: MjmlOptions): Promise<MjmlResult>;
  export = mjml2html;
}
