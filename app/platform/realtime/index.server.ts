export { createStreams, type OpenStream } from './event-stream.server';
export { createMongoFeeds } from './mongo-feeds.server';
