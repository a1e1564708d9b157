import fc from 'fast-check';
import { readAnswer } from '../../../../src/ledger/eventstoredb/sequencer/store-record.js';
import { shared, streams } from '../../../support/eventstoredb/stubs.js';

const whole64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const bytes = fc.uint8Array({ maxLength: 300 });

describe('a record in the bytes of an answer', () => {
  it('is the one that the messages which the client ships wrote', () => {
    const record = fc.record({
      id: fc.uuid(),
      stream: fc.string({ unit: 'grapheme', minLength: 1 }),
      revision: whole64,
      commit: whole64,
      prepare: whole64,
      type: fc.string({ unit: 'grapheme', minLength: 1 }),
      createdAt: fc.integer({ min: 0, max: 8.64e15 }),
      isJson: fc.boolean(),
      data: bytes,
      metadata: bytes,
    });
    fc.assert(
      fc.property(record, fc.nat(9_999), ({ commit, prepare, data, metadata, ...rest }, ticks) => {
        const message = new streams.ReadResp.ReadEvent.RecordedEvent()
          .setId(new shared.UUID().setString(rest.id))
          .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(rest.stream)))
          .setStreamRevision(String(rest.revision))
          .setCommitPosition(String(commit))
          .setPreparePosition(String(prepare))
          .setData(data)
          .setCustomMetadata(metadata);
        message
          .getMetadataMap()
          .set('content-type', rest.isJson ? 'application/json' : 'application/octet-stream')
          .set('something', 'else')
          .set('created', `${rest.createdAt}${String(ticks).padStart(4, '0')}`)
          .set('type', rest.type);
        const answer = new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(message));
        expect(readAnswer(Buffer.from(answer.serializeBinary()))).toEqual({
          ...rest,
          place: { commit, prepare },
          data: Buffer.from(data),
          metadata: Buffer.from(metadata),
        });
      }),
    );
  });

  it('that ends early is none', () => {
    const text = new shared.UUID().setString('0123');
    const event = new streams.ReadResp.ReadEvent.RecordedEvent().setId(text);
    const answer = new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(event));
    const whole = Buffer.from(answer.serializeBinary());
    for (let length = 1; length < whole.length; length += 1)
      expect(() => readAnswer(whole.subarray(0, length))).toThrow(RangeError);
  });
});
