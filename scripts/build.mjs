// Builds through the bundler's API: its command line warns about Node 20 on every run.
import { build } from 'tsdown';

await build({ logLevel: 'warn' });
