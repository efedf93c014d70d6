// Reads a big paste beside the page's thread (paste-read.ts starts it).
import { readHere } from './paste-read';

self.onmessage = ({ data }: MessageEvent<string>) => {
  self.postMessage(readHere(data));
};
