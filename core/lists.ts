/** The closed lists of the entry tab: codes here, their Vietnamese names in wording/lists.ts. */

export const CATEGORIES = ['CTKT', 'TK', 'PVDT', 'TCQL', 'HLH'] as const;
export type Category = (typeof CATEGORIES)[number];

export const FIELDS = ['CN', 'NN', 'YT', 'GD', 'QLNN', 'VHXH', 'KHAC'] as const;
export type Field = (typeof FIELDS)[number];

export const RECOGNITIONS = ['CS', 'BNT', 'TQ', 'CX'] as const;
export type Recognition = (typeof RECOGNITIONS)[number];

export const AWARDS = ['NHAT', 'NHI', 'BA', 'KK'] as const;
export type Award = (typeof AWARDS)[number];
