// What the address shows while the page itself is still being built.

export const WAITING_HTML = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<title>Sổ Sáng Kiến</title>
</head>
<body><p>Đang dựng trang, xin chờ một chút… <span lang="en">(Building the page…)</span></p></body>
</html>
`;
