/** A file that an index offers, as its page describes it. */
export interface IndexFile {
  readonly name: string
  /** Absolute. */
  readonly url: string
  /** Hexadecimal digits in lower case. */
  readonly sha256?: string
  /** Bytes. */
  readonly size?: number
  /** PEP 440 specifier. */
  readonly requiresPython?: string
  readonly yanked: boolean
  /** Whether the index offers the wheel's METADATA by itself (PEP 658 and 714). */
  readonly metadata: boolean
  /** Day on which it was uploaded, YYYY-MM-DD. */
  readonly uploaded?: string
}
