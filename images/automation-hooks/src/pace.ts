/**
 * Rate limit (token bucket): `perMinute` requests a minute, and all of them at once after a minute without requests.
 */
export class Pace {
  private left: number;
  private counted: number;

  /** Starts with a full bucket; `now` in milliseconds. */
  constructor(
    private readonly perMinute: number,
    now: number,
  ) {
    this.left = perMinute;
    this.counted = now;
  }

  lets(now: number): boolean {
    this.left = Math.min(this.perMinute, this.left + ((now - this.counted) / 60_000) * this.perMinute);
    this.counted = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
