// What the SDK must be told of a table server on this machine, beside its address.

/** The server asks for neither; the SDK sends nothing without both. */
export const LOCAL_TABLE_PLACE = {
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};
