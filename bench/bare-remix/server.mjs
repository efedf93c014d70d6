// node server.mjs <build folder>: prints the port it took.
import { pathToFileURL } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import express from 'express';

const build = await import(pathToFileURL(`${process.argv[2]}/server/index.js`).href);
const app = express();
app.all('*', createRequestHandler({ build, mode: 'production' }));
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
