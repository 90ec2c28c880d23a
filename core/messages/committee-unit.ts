/** The unit code of the committee's own spreadsheet, which only asks for publications. */
export const COMMITTEE_UNIT = 'committee';
