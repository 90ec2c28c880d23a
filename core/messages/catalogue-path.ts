/** Where the committee's sheet sends its «Danh mục». */
export const CATALOGUE_PATH = '/v1/catalogue';
