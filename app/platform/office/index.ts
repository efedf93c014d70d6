// Isomorphic face: the neutral model of a word-processor file.
export * from './office-document';
