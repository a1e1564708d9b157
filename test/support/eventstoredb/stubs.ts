/**
 * The messages and services of the published protocol, as `@eventstore/db-client` ships them: generated from the
 * vendor's .proto files, so both ends of the socket read and write the same fields. They are CommonJS modules that
 * assign their exports while running, hence the default imports.
 */
export { default as streams } from '@eventstore/db-client/generated/streams_pb.js';
export { default as shared } from '@eventstore/db-client/generated/shared_pb.js';
export { default as streamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
