/** What stands for a person whose name was taken out on request; a unit may type it as well. */
export const ERASED_AUTHOR = 'Tác giả đã ẩn tên';
