// Server face: bytes of a file as the neutral model.
export * from './index';
export { readOfficeFile } from './read-office.server';
