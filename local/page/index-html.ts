// The page's HTML: an empty frame that the script fills.
import { TEXTS } from './texts.ts';

export function toIndexHtml(): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TEXTS.product}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<div id="page"><noscript>${TEXTS.noScript}</noscript></div>
</body>
</html>
`;
}
