// The peer of bench/site.ts: the smallest Remix page that a person could read, served by the same express adapter.
import { Outlet, Scripts } from '@remix-run/react';

export default function Root() {
  return (
    <html lang="ru">
      <head>
        <meta charSet="utf-8" />
        <title>bare</title>
      </head>
      <body>
        <Outlet />
        <Scripts />
      </body>
    </html>
  );
}
