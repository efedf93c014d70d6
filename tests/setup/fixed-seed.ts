// Property tests of `npm test` run on one seed, so that a red run can be repeated; `npm run proof` draws its own.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_260_921) });
