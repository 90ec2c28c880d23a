// A chart as the Sheets API was given it: the model stores it, nothing here draws it.

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export type JsonObject = { readonly [key: string]: JsonValue };

export type EmbeddedChart = {
  readonly chartId: number;
  /** A ChartSpec of the Sheets API. */
  readonly spec: JsonObject;
  /** An EmbeddedObjectPosition of the Sheets API. */
  readonly position: JsonObject;
};
