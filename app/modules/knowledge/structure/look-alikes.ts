// Words that mix Cyrillic letters with Latin ones of the same shape: «Cтатья», «плoщадка». Pure and linear.

const MIXED =
  /(?<![\p{L}\d])(?=\p{Script=Cyrillic}*[aceopxyABCEHKMOPTX])(?=[aceopxyABCEHKMOPTX]*\p{Script=Cyrillic})[\p{Script=Cyrillic}aceopxyABCEHKMOPTX]{3,}(?![\p{L}\d])/u;

export const hasLookAlikes = (text: string): boolean => MIXED.test(text);
