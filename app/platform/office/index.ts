// Isomorphic face: the neutral model of a word-processor file, and HTML (paste) as one.
export { OFFICE_ERRORS, officeError } from './errors';
export { readHtml } from './html/read-html';
export { deadlineIn, OFFICE_LIMITS } from './limits';
export * from './office-document';
export { readText } from './text/read-text';
export { parseXml, xmlText } from './xml';
