// Errors a service call ends with inside the script.

/** Thrown in the script as Google's own Exception with this message. */
export class ScriptException extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ScriptException';
  }
}

/** The script asked for something Google has and this stand-in lacks. */
export class NotImplemented extends Error {
  constructor(what: string) {
    super(`${what} is not implemented by this stand-in for Apps Script`);
    this.name = 'NotImplemented';
  }
}
