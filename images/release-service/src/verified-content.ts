import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { Refusal } from './refusal';

/**
 * Passes content on, but holds back its last piece until length and digest are verified. So a reader gets the right
 * content to its end, or an error.
 */
export class VerifiedContent extends Transform {
  private readonly hash = createHash('sha256');
  /** Number of bytes received. */
  received = 0;
  private held: Buffer | undefined;

  constructor(private readonly expected: { readonly bytes: number; readonly sha256: string }) {
    super();
  }

  override _transform(piece: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.received += piece.length;
    if (this.received > this.expected.bytes) {
      done(new Refusal(400, `more than the ${this.expected.bytes} bytes announced came in`));
      return;
    }
    this.hash.update(piece);
    const { held } = this;
    this.held = piece;
    done(null, held);
  }

  override _flush(done: TransformCallback): void {
    const { bytes, sha256 } = this.expected;
    if (this.received !== bytes) {
      done(new Refusal(400, `${this.received} bytes came in, of ${bytes} announced`));
      return;
    }
    const digest = this.hash.digest('hex');
    if (digest !== sha256) {
      done(new Refusal(422, `the content has the SHA-256 ${digest}, and ${sha256} was announced`));
      return;
    }
    done(null, this.held);
  }
}
