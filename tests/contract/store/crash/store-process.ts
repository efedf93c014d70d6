// A process that only serves a data folder, to be killed: first it compares all indexes with the documents (as
// the kill left them), then it opens the store and prints one line of JSON.
import { openStore } from '~/platform/storage/embedded/open-store.server';
import { Store } from '~/platform/storage/embedded/store.server';
import { verifyIndexes } from '~/platform/storage/embedded/verify.server';

const dataDir = process.argv[2] as string;
const found = new Store({ dataDir });
const faults = verifyIndexes(found);
await found.close();
const { uri } = await openStore({ dataDir });
process.stdout.write(`${JSON.stringify({ uri, faults })}\n`);
